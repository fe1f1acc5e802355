#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/summary/summary.hpp"
#include "analysis/theory/theory_figures.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace stepdown::analysis {

/// A simulated figure over replications.
struct SimulatedFigure {
  double mean = 0;
  double standard_error = 0;
  std::int64_t replications = 0;
  std::optional<std::int64_t> observations = {};  ///< behind it, in all; nothing: over time
};

/// What was simulated, in two replications or more.
using SimulatedFigures = std::map<FigureName, SimulatedFigure>;

[[nodiscard]] SimulatedFigures simulated_in(const Summary& summary);

/// The same figure by theory and by simulation.
struct BesideFigure {
  TheoryFigure theory;
  SimulatedFigure simulated;
  double difference = 0;    ///< simulated - theory
  std::optional<double> z;  ///< in standard errors; nothing: not judged, or without any spread
  /// Whether it can be judged: theory claims to be exact, and enough was seen (`is_telling`). What
  /// is judged and has no z differs from theory without any spread, for which chance is no excuse.
  bool is_judged = false;
};

/// All figures of theory that were simulated too, in the order of theory.
///
/// A simulated figure that differs from an exact one by rounding only has z = 0, however little was
/// seen. `simulated` has to hold the other figures of the run too: they tell how much was seen.
[[nodiscard]] std::vector<BesideFigure> beside(const std::vector<TheoryFigure>& figures,
                                               const SimulatedFigures& simulated);

/// The |z| that the largest of so many right figures exceeds with chance `error` at most:
/// Student's t with Bonferroni's division.
/// @pre figures >= 1, replications >= 2, 0 < error < 1.
[[nodiscard]] double z_limit(std::size_t figures, std::int64_t replications, double error = 0.001);

}  // namespace stepdown::analysis
