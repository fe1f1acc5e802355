#pragma once

#include "analysis/formulas/birth_death.hpp"

namespace stepdown::analysis {

/// With unlimited places and Poisson requests the census is Poisson, its mean the offered load,
/// whatever the distribution of stays (M/G/infinity): P(N = n) = a^n e^-a / n!.
///
/// @param a  offered load, people; >= 0
/// Source: Takacs (1962), Introduction to the Theory of Queues, chapter 3.
[[nodiscard]] CountDistribution poisson_census(double a);

}  // namespace stepdown::analysis
