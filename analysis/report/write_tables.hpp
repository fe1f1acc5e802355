#pragma once

#include "analysis/report/report.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Writes all CSV files of a run into `folder`. Returns their names.
/// @param threads  at most so many files are written at once; they are the same whatever it is
[[nodiscard]] std::vector<std::string> write_tables(const Report& report,
                                                    const std::filesystem::path& folder,
                                                    int threads);

}  // namespace stepdown::analysis
