#pragma once

#include "analysis/experiments/bottlenecks.hpp"
#include "analysis/report/page.hpp"
#include "models/model.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Writes bottlenecks.csv, one row a place more and figure, and dictionary.csv, which explains its
/// columns. Returns their names.
[[nodiscard]] std::vector<std::string> write_bottlenecks(const Bottlenecks& found,
                                                         const std::filesystem::path& folder);

/// The table that a planner asks for first, in at most 80 columns where names are short.
[[nodiscard]] std::string bottlenecks_text(const Bottlenecks& found,
                                           const models::Model& model,
                                           const Page& page = {});

}  // namespace stepdown::analysis
