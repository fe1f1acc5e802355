#pragma once

#include "analysis/formulas/birth_death.hpp"

#include <span>

namespace stepdown::analysis {

/// With unlimited places and Poisson requests the census is Poisson, its mean the offered load,
/// whatever the distribution of stays (M/G/infinity): P(N = n) = a^n e^-a / n!.
///
/// @param a  offered load, people; >= 0
/// Source: Takacs (1962), Introduction to the Theory of Queues, chapter 3.
[[nodiscard]] CountDistribution poisson_census(double a);

/// The census over a time in which the load is now this and now that.
///
/// @param loads   people; >= 0
/// @param shares  of the time, of each load; sum to 1 or less
[[nodiscard]] CountDistribution poisson_mixture(std::span<const double> loads,
                                                std::span<const double> shares);

}  // namespace stepdown::analysis
