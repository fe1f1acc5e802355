#pragma once

#include "analysis/views/results.hpp"

#include <filesystem>

namespace stepdown::analysis {

inline constexpr const char* workbook_file = "report.xlsx";

/// Writes a workbook: a summary, a sheet for each table that people look at, charts, and what every
/// column means. Curves by day are left to their CSV files.
/// @throws std::system_error naming the path when it cannot be written.
void write_workbook(const Results& results, const std::filesystem::path& path);

}  // namespace stepdown::analysis
