#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/experiments/targets.hpp"
#include "analysis/statistics/paired_comparison.hpp"
#include "analysis/summary/summary.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// A scenario of a comparison after it was run.
struct ComparedScenario {
  std::string name;  ///< as reports call it
  models::Model model;
  Summary summary;
  std::vector<TargetFinding> targets = {};  ///< of its own
};

/// One figure of an alternative against the same of the first scenario.
struct FigureDifference {
  FigureName figure;
  PairedComparison paired;
  Interval together;  ///< of the difference; those of all alternatives hold together (Bonferroni)
  std::int64_t replications = 0;  ///< in which both have a value

  /// Whether the interval of all alternatives together leaves out zero.
  [[nodiscard]] bool excludes_zero() const { return together.low > 0 || together.high < 0; }
};

/// An alternative against the first scenario.
struct ScenarioDifference {
  std::string name;
  std::vector<std::string> changes;  ///< of places, in words: "6 more places in Residential"
  std::vector<FigureDifference> figures;

  /// Null when there is no such figure in both.
  [[nodiscard]] const FigureDifference* find(const FigureName& figure) const;
};

/// Compares every scenario from the second on with the first, figure by figure. A figure about
/// people is that of all people in each; their difference is paired by what each replication (or
/// group of them) contributes to it under common random numbers. Figures that only one of the two
/// has, or too few replications to say how they vary, are left out; so is one_in_n, which says what
/// p_delay says.
///
/// @pre at least two scenarios, with as many replications each.
[[nodiscard]] std::vector<ScenarioDifference> compare_scenarios(
    const std::vector<ComparedScenario>& scenarios, double confidence = 0.95);

/// How the places of `b` differ from those of `a`, in words, by level.
[[nodiscard]] std::vector<std::string> changes_of_places(const models::Model& a,
                                                         const models::Model& b);

}  // namespace stepdown::analysis
