#include "analysis/formulas/capacity_curve.hpp"

#include "analysis/formulas/compound_poisson.hpp"
#include "analysis/formulas/delays_by_places.hpp"
#include "analysis/formulas/poisson_census.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace stepdown::analysis {

namespace {

double sum_over(std::span<const OfferedPart> parts, double OfferedPart::*what) {
  double sum = 0;
  for (const OfferedPart& part : parts)
    sum += part.*what;
  return sum;
}

/// Adds a distribution that holds for a share of the time.
void add_mixed(const CountDistribution& some, double share, CountDistribution& whole) {
  const std::size_t end = some.first + some.probability.size();
  if (whole.probability.empty()) whole.first = some.first;
  if (some.first < whole.first) {
    whole.probability.insert(whole.probability.begin(), whole.first - some.first, 0.0);
    whole.first = some.first;
  }
  if (whole.first + whole.probability.size() < end)
    whole.probability.resize(end - whole.first, 0.0);
  for (std::size_t n = some.first; n < end; ++n)
    whole.probability[n - whole.first] += some.at(n) * share;
}

CapacityPoint point_of(int n, const DelaysByPlaces& delays, double below) {
  CapacityPoint point{.places = n,
                      .p_delay = delays.p_delay(),
                      .one_in_n = {},
                      .full = std::max(0.0, 1 - below),
                      .utilization = n > 0 ? delays.load() / n : 0};
  if (std::isfinite(1 / point.p_delay)) point.one_in_n = 1 / point.p_delay;
  return point;
}

}  // namespace

CountDistribution census_of(const OfferedPart& part) {
  if (!part.chances.empty()) return {0, number_of(part.chances)};
  return part.groups.empty() ? poisson_census(part.load) : compound_poisson(part.groups);
}

double census_variance(const OfferedPart& part) {
  double variance = 0;
  for (const double p : part.chances)
    variance += p * (1 - p);
  if (part.groups.empty()) return part.chances.empty() ? part.load : variance;
  for (std::size_t i = 0; i < part.groups.size(); ++i)
    variance += static_cast<double>((i + 1) * (i + 1)) * part.groups[i];
  return variance;
}

CountDistribution census_over(std::span<const OfferedPart> parts) {
  const double days = sum_over(parts, &OfferedPart::days);
  sim::expects(days > 0, "a pattern that lasts");
  if (parts.size() == 1) return census_of(parts.front());
  std::vector<double> loads;
  std::vector<double> shares;
  CountDistribution whole;
  for (const OfferedPart& part : parts) {
    if (part.groups.empty() && part.chances.empty()) {
      loads.push_back(part.load);
      shares.push_back(part.days / days);
    } else {
      add_mixed(census_of(part), part.days / days, whole);
    }
  }
  if (!loads.empty()) add_mixed(poisson_mixture(loads, shares), 1, whole);
  return whole;
}

std::vector<CapacityPoint> capacity_curve(std::span<const OfferedPart> parts, int most) {
  sim::expects(most >= 0, "a number of places");
  const CountDistribution census = census_over(parts);
  DelaysByPlaces delays(parts);
  std::vector<CapacityPoint> curve;
  double below = 0;  // P(N < n)
  for (int n = 0; n <= most; ++n) {
    if (n > 0) delays.add_place();
    curve.push_back(point_of(n, delays, below));
    below += census.at(static_cast<std::size_t>(n));
  }
  return curve;
}

CapacityPoint capacity_point(std::span<const OfferedPart> parts, int n) {
  return capacity_point(parts, census_over(parts), n);
}

CapacityPoint capacity_point(std::span<const OfferedPart> parts,
                             const CountDistribution& census,
                             int n) {
  sim::expects(n >= 0, "a number of places");
  DelaysByPlaces delays(parts);
  for (int i = 0; i < n && !delays.is_over(); ++i)
    delays.add_place();
  return point_of(n, delays, n > 0 ? census.at_most(static_cast<std::size_t>(n) - 1) : 0);
}

std::vector<int> places_for_delays(std::span<const OfferedPart> parts,
                                   std::span<const double> p_delays) {
  for (const double p : p_delays)
    sim::expects(p > 0 && p <= 1, "a probability above 0");
  DelaysByPlaces delays(parts);
  std::vector<int> places(p_delays.size(), -1);
  std::size_t found = 0;
  for (int n = 0; found < places.size(); ++n) {
    if (n > 0) delays.add_place();
    const double now = delays.p_delay();
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i] >= 0 || now > p_delays[i]) continue;
      places[i] = n;
      ++found;
    }
  }
  return places;
}

int places_for_delay(std::span<const OfferedPart> parts, double p_delay) {
  return places_for_delays(parts, std::array{p_delay}).front();
}

}  // namespace stepdown::analysis
