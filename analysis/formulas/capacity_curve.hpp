#pragma once

#include "analysis/formulas/birth_death.hpp"

#include <optional>
#include <span>
#include <vector>

/// Places for a demand, judged from the census of a level that nobody ever has to wait for.
namespace stepdown::analysis {

/// A part of the pattern in which people ask, such as a day of the week: short against the stays or
/// with a steady load, or a moment at which people ask. In each the census is Poisson, compound
/// Poisson where people come in batches, or a sum of independent people who came at given moments.
struct OfferedPart {
  double load = 0;      ///< mean census with unlimited places, people; >= 0
  double requests = 0;  ///< people who ask in it
  double days = 0;      ///< how long it lasts
  /// Mean number of batches of which 1, 2, ... people are there; empty: all come by themselves.
  std::vector<double> groups = {};
  /// Share of the requests that find 0, 1, ... people there of their own batch; empty: none do.
  std::vector<double> companions = {};
  /// Of each person who came at a given moment, the chance to be there; `load` counts them too.
  std::vector<double> chances = {};
};

/// The census of one part.
[[nodiscard]] CountDistribution census_of(const OfferedPart& part);
/// Its variance: that of a Poisson number for each size of group.
[[nodiscard]] double census_variance(const OfferedPart& part);

/// The share of the time at each census, over all parts.
/// @pre some part lasts longer than nothing.
[[nodiscard]] CountDistribution census_over(std::span<const OfferedPart> parts);

/// How often a level with n places would be asked for a place in vain, judged from unlimited
/// places.
struct CapacityPoint {
  int places = 0;
  double p_delay = 1;              ///< P(N + J >= n | N <= n), J companions; P(N = n) / P(N <= n)
                                   ///< where people come by themselves
  std::optional<double> one_in_n;  ///< its reciprocal: one request in this many is delayed
  double full = 1;                 ///< P(N >= n), the share of time with n or more people
  double utilization = 0;          ///< of n places, of those not delayed: a (1 - p_delay) / n
};

/// The curve p(delay) against places, for n = 0 .. `most`, from the census with unlimited places:
/// of each part by itself, then averaged over those who ask (p_delay) or over time (the rest).
///
/// Who asks finds the others as they are at any time, and those of their own batch who are there.
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
/// The same for which `census_over` of the parts is known.
[[nodiscard]] CapacityPoint capacity_point(std::span<const OfferedPart> parts,
                                           const CountDistribution& census,
                                           int n);

/// The smallest number of places with p(delay) at most `p_delay`. @pre 0 < p_delay <= 1.
[[nodiscard]] int places_for_delay(std::span<const OfferedPart> parts, double p_delay);
/// For each of these chances, in one go.
[[nodiscard]] std::vector<int> places_for_delays(std::span<const OfferedPart> parts,
                                                 std::span<const double> p_delays);

}  // namespace stepdown::analysis
