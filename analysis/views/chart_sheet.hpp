#pragma once

#include "analysis/views/excel_file.hpp"
#include "analysis/views/results.hpp"

namespace stepdown::analysis {

/// Adds the sheet of charts, if there is anything to draw: the census of each level by month with
/// its band, who waits and how long, and for a comparison the differences with their intervals. The
/// charts refer to the sheets of the tables, which must be added too.
void add_chart_sheet(ExcelFile& file, const Results& results);

}  // namespace stepdown::analysis
