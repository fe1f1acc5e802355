#pragma once

#include "analysis/views/column_notes.hpp"
#include "analysis/views/excel_file.hpp"
#include "analysis/views/results.hpp"

#include <string_view>

namespace stepdown::analysis {

/// What a sheet of this table is called: "Census by month" for census_monthly.csv.
[[nodiscard]] std::string sheet_name(std::string_view file);

/// How numbers of this unit are shown.
[[nodiscard]] NumberForm form_of(std::string_view unit);

/// Adds the sheet of a table, each column with its note.
/// @returns the sheet's name
std::string add_table_sheet(ExcelFile& file, const ResultTable& table, const ColumnNotes& notes);

}  // namespace stepdown::analysis
