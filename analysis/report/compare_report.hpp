#pragma once

#include "analysis/experiments/compare_economics.hpp"
#include "analysis/experiments/compare_scenarios.hpp"
#include "analysis/report/page.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Writes compare.csv, one row a figure and alternative, the tables of `economics` where there are
/// any, and dictionary.csv, which explains their columns. Returns their names.
[[nodiscard]] std::vector<std::string> write_comparison(
    const std::vector<ScenarioDifference>& differences,
    const std::filesystem::path& folder,
    const EconomicComparison* economics = nullptr);

/// The scenarios ranked in a few lines; then for each alternative what changes, in planners' words,
/// the largest clear differences first, and, of few alternatives, a table of the figures behind it.
[[nodiscard]] std::string comparison_text(const std::vector<ComparedScenario>& scenarios,
                                          const std::vector<ScenarioDifference>& differences,
                                          const Page& page = {});

}  // namespace stepdown::analysis
