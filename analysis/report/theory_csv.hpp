#pragma once

#include "analysis/theory/theory_figures.hpp"
#include "models/input.hpp"
#include "models/model.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Writes theory.csv (every figure, or why there is none), capacity.csv (how often a level with n
/// places would be asked in vain, for every n), census_theory.csv (day by day), inputs.csv if there
/// are any and dictionary.csv. Returns their names.
[[nodiscard]] std::vector<std::string> write_theory(const models::Model& model,
                                                    const TheoryReport& report,
                                                    const std::filesystem::path& folder,
                                                    std::span<const models::Input> inputs = {});

}  // namespace stepdown::analysis
