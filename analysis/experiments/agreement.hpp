#pragma once

#include "analysis/experiments/simulated_figures.hpp"
#include "analysis/theory/theory_figures.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// Theory against simulation, and how much is behind what they say of each other.
namespace stepdown::analysis {

/// The same figure by theory and by simulation.
struct Agreement {
  TheoryFigure theory;
  SimulatedFigure simulated;
  double difference = 0;  ///< simulated - theory
  /// In standard errors; nothing: not judged, or without any spread. Of quantiles and curves, whose
  /// standard errors come from few groups of replications, what is as unlikely as one from all.
  std::optional<double> z;
  /// Whether it can be judged: theory claims to be exact, and enough was seen (`is_telling`). What
  /// is judged and has no z differs from theory without any spread, for which chance is no excuse.
  bool is_judged = false;
};

/// All figures of theory that were simulated too, in the order of theory.
///
/// A simulated figure that differs from an exact one by rounding only has z = 0, however little was
/// seen. `simulated` has to hold the other figures of the run too: they tell how much was seen.
[[nodiscard]] std::vector<Agreement> agreements(const std::vector<TheoryFigure>& figures,
                                                const SimulatedFigures& simulated);

/// The |z| that the largest of so many right figures exceeds with chance `error` at most:
/// Student's t with Bonferroni's division.
/// @pre figures >= 1, replications >= 2, 0 < error < 1.
[[nodiscard]] double z_limit(std::size_t figures, std::int64_t replications, double error = 0.001);

/// With fewer events behind a figure its z says nothing: chance in it is not near normal.
///
/// A mean that rests on m events has a skewness of some 1 / sqrt(m); with 100 that moves a limit of
/// 4 or 5 standard errors by half of one.
inline constexpr double fewest_events = 100;

/// How often that happened, or had to happen by theory, in all replications on which a simulated
/// figure rests: of a share, the rarer of being in it or not; of a rate, what is counted; of waits
/// and lists, people who had to wait; of the census, people who came, as far as places were free;
/// of other means, people. Of shares and rates the larger of what was seen and what was expected,
/// so that what is rare by mistake is judged; waits, lists and the census count what was seen only.
/// 0 when the figures that tell it are missing.
/// @pre `simulated` has the figure, and `theory` has a value.
[[nodiscard]] double events_behind(const TheoryFigure& theory, const SimulatedFigures& simulated);

/// Whether chance in a simulated figure is near enough to normal to hold it against theory by its
/// standard error: `fewest_events` are behind it, and a quantile of waits is not at the edge of
/// those who do not wait at all: the share without a wait is not within 4 of its standard errors of
/// the quantile's share, for then the quantile may be 0 or not by chance.
/// @pre as `events_behind`.
[[nodiscard]] bool is_telling(const TheoryFigure& theory, const SimulatedFigures& simulated);

}  // namespace stepdown::analysis
