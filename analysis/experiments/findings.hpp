#pragma once

#include "analysis/experiments/compare_scenarios.hpp"
#include "models/model.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

/// What planners ask about first, in their words.
struct Findings {
  bool are_all_equal = false;  ///< every figure in every replication; then there is nothing else
  /// A sentence for each figure whose interval leaves out zero ("48 fewer people lost a year (34 to
  /// 62)"): those of all levels together, then those of levels, the largest differences first.
  std::vector<std::string> sure;
  std::vector<std::string> open;  ///< figures of which no difference can be told, by name
};

[[nodiscard]] Findings findings(const ScenarioDifference& difference, const models::Model& model);

/// Names of the levels in which some alternative surely differs from the first scenario, whose
/// model this is: in what they do for people, or in money. The largest differences first.
[[nodiscard]] std::vector<std::string> levels_by_change(
    const std::vector<ScenarioDifference>& differences, const models::Model& model);

/// How much a difference is to speak of, from 0 to 1: small where it is small beside the figure,
/// and where it is small in itself (far below a day, ten people a year, or a fifth of a share).
[[nodiscard]] double size_of(const FigureDifference& figure);

/// A number with as many decimals as the first digit of the half-width needs, and as many as it
/// takes not to read as 0.
[[nodiscard]] std::string in_words(double value, double half_width);

}  // namespace stepdown::analysis
