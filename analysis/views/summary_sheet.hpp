#pragma once

#include "analysis/views/excel_file.hpp"
#include "analysis/views/results.hpp"

namespace stepdown::analysis {

/// Adds the first sheet: what was simulated, and for a run the levels at a glance, each number a
/// reference to its place in the sheet of its table, and the targets.
void add_summary_sheet(ExcelFile& file, const Results& results);

}  // namespace stepdown::analysis
