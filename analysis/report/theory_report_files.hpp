#pragma once

#include "analysis/experiments/beside.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "models/model.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Writes theory.csv (every figure, or why there is none), capacity.csv (how often a level with n
/// places would be asked in vain, for every n), census_theory.csv (day by day) and dictionary.csv.
/// Returns their names.
[[nodiscard]] std::vector<std::string> write_theory(const models::Model& model,
                                                    const TheoryReport& report,
                                                    const std::filesystem::path& folder);

/// Writes beside.csv: theory and simulation side by side. Returns its name.
[[nodiscard]] std::string write_beside(const std::vector<BesideFigure>& figures,
                                       const std::filesystem::path& folder);

/// Demand and waits by level, then what becomes of people: what applies, and why the rest does not.
[[nodiscard]] std::string theory_text(const models::Model& model, const TheoryReport& report);

/// The figures of `all` people side by side, those of census, flows into levels, waits and people;
/// `limit` is the |z| beyond which a difference is not chance. Ends with how many of those that can
/// be judged are beyond it.
[[nodiscard]] std::string beside_text(const std::vector<BesideFigure>& figures, double limit);

}  // namespace stepdown::analysis
