#pragma once

#include "analysis/experiments/beside.hpp"
#include "analysis/theory/theory_figures.hpp"

namespace stepdown::analysis {

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
/// those who do not wait at all. The quantiles of the replications lie on both sides of that edge
/// when the share without a wait is within 4 of its standard deviations between replications of the
/// quantile's share; their mean is then far from the quantile of all.
/// @pre as `events_behind`.
[[nodiscard]] bool is_telling(const TheoryFigure& theory, const SimulatedFigures& simulated);

}  // namespace stepdown::analysis
