#pragma once

#include "analysis/formulas/birth_death.hpp"

#include <optional>
#include <span>
#include <vector>

/// The census of a level that nobody ever has to wait for.
namespace stepdown::analysis {

/// With unlimited places and Poisson requests the census is Poisson, its mean the offered load,
/// whatever the distribution of stays (M/G/infinity): P(N = n) = a^n e^-a / n!.
///
/// @param a  offered load, people; >= 0
/// Source: Takacs (1962), Introduction to the Theory of Queues, chapter 3.
[[nodiscard]] CountDistribution poisson_census(double a);

/// A part of the pattern in which people ask, such as a day of the week: short against the stays or
/// with a steady load.
struct OfferedPart {
  double load = 0;      ///< mean census with unlimited places, people; >= 0
  double requests = 0;  ///< people who ask in it
  double days = 0;      ///< how long it lasts
};

/// The share of the time at each census, over parts with a Poisson census each.
/// @pre some part lasts longer than nothing.
[[nodiscard]] CountDistribution census_over(std::span<const OfferedPart> parts);

/// How often a level with n places would be asked for a place in vain, judged from unlimited
/// places.
struct CapacityPoint {
  int places = 0;
  double p_delay = 1;              ///< P(N = n) / P(N <= n)
  std::optional<double> one_in_n;  ///< its reciprocal: one request in this many is delayed
  double full = 1;                 ///< P(N >= n), the share of time with n or more people
  double utilization = 0;          ///< of n places, of those not delayed: a (1 - p_delay) / n
};

/// The curve p(delay) against places, for n = 0 .. `most`, from the census with unlimited places:
/// of each part by itself, then averaged over those who ask (p_delay) or over time (the rest).
///
/// @pre most >= 0; some part has requests.
/// For a Poisson census this is Erlang's loss formula.
/// Source: Monks, Worthington, Allen, Pitt, Stein and James (2016), A modelling tool for capacity
/// planning in acute and community stroke services, BMC Health Services Research 16:530. Averaging
/// where rates change: Green and Kolesar (1991), The pointwise stationary approximation for queues
/// with nonstationary arrivals, Management Science 37(1).
[[nodiscard]] std::vector<CapacityPoint> capacity_curve(std::span<const OfferedPart> parts,
                                                        int most);

/// The point of `n` places alone. @pre n >= 0.
[[nodiscard]] CapacityPoint capacity_point(std::span<const OfferedPart> parts, int n);

/// The smallest number of places with p(delay) at most `p_delay`. @pre 0 < p_delay <= 1.
[[nodiscard]] int places_for_delay(std::span<const OfferedPart> parts, double p_delay);

}  // namespace stepdown::analysis
