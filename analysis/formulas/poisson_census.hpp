#pragma once

#include "analysis/formulas/birth_death.hpp"

#include <optional>
#include <vector>

/// The census of a level that nobody ever has to wait for.
namespace stepdown::analysis {

/// With unlimited places and Poisson requests the census is Poisson, its mean the offered load,
/// whatever the distribution of stays (M/G/infinity): P(N = n) = a^n e^-a / n!.
///
/// @param a  offered load, people; >= 0
/// Source: Takacs (1962), Introduction to the Theory of Queues, chapter 3.
[[nodiscard]] CountDistribution poisson_census(double a);

/// How often a level with n places would be asked for a place in vain, judged from unlimited
/// places.
struct CapacityPoint {
  int places = 0;
  double p_delay = 1;              ///< P(N = n) / P(N <= n)
  std::optional<double> one_in_n;  ///< its reciprocal: one request in this many is delayed
  double full = 1;                 ///< P(N >= n), the share of time with n or more people
  double utilization = 0;          ///< of n places, of those not delayed: a (1 - p_delay) / n
};

/// The curve p(delay) against places, for n = 0 .. `most`, from the census with unlimited places.
///
/// @pre a >= 0, most >= 0.
/// For a Poisson census this is Erlang's loss formula.
/// Source: Monks, Worthington, Allen, Pitt, Stein and James (2016), A modelling tool for capacity
/// planning in acute and community stroke services, BMC Health Services Research 16:530.
[[nodiscard]] std::vector<CapacityPoint> capacity_curve(double a, int most);

/// The point of `n` places alone, O(n). @pre a >= 0, n >= 0.
[[nodiscard]] CapacityPoint capacity_point(double a, int n);

/// The smallest number of places with p(delay) at most `p_delay`. @pre 0 < p_delay <= 1.
[[nodiscard]] int places_for_delay(double a, double p_delay);

}  // namespace stepdown::analysis
