#include "analysis/formulas/poisson_census.hpp"

#include "analysis/formulas/erlang.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

CountDistribution poisson_census(double a) {
  sim::expects(a >= 0, "an offered load that is not negative");
  return birth_death([a](std::size_t) { return a; },
                     [](std::size_t n) { return static_cast<double>(n); },
                     static_cast<std::size_t>(a));
}

namespace {

/// The curve of one part: P(N = n) / P(N <= n) and P(N >= n) for each n.
struct PartCurve {
  std::vector<double> p_delay;
  std::vector<double> full;
};

PartCurve curve_of(double a, int most) {
  const CountDistribution census = poisson_census(a);
  PartCurve curve;
  double b = 1;
  double below = 0;  // P(N < n)
  for (int n = 0; n <= most; ++n) {
    if (n > 0) b = next_erlang_b(a, n, b);
    curve.p_delay.push_back(b);
    curve.full.push_back(std::max(0.0, 1 - below));
    below += census.at(static_cast<std::size_t>(n));
  }
  return curve;
}

double sum_over(std::span<const OfferedPart> parts, double OfferedPart::*what) {
  double sum = 0;
  for (const OfferedPart& part : parts)
    sum += part.*what;
  return sum;
}

}  // namespace

CountDistribution census_over(std::span<const OfferedPart> parts) {
  const double days = sum_over(parts, &OfferedPart::days);
  sim::expects(days > 0, "a pattern that lasts");
  CountDistribution whole;
  bool is_first = true;
  for (const OfferedPart& part : parts) {
    const CountDistribution census = poisson_census(part.load);
    const std::size_t end = census.first + census.probability.size();
    if (is_first) whole.first = census.first;
    if (census.first < whole.first) {
      whole.probability.insert(whole.probability.begin(), whole.first - census.first, 0.0);
      whole.first = census.first;
    }
    is_first = false;
    if (whole.first + whole.probability.size() < end)
      whole.probability.resize(end - whole.first, 0.0);
    for (std::size_t n = census.first; n < end; ++n)
      whole.probability[n - whole.first] += census.at(n) * part.days / days;
  }
  return whole;
}

std::vector<CapacityPoint> capacity_curve(std::span<const OfferedPart> parts, int most) {
  const double requests = sum_over(parts, &OfferedPart::requests);
  const double days = sum_over(parts, &OfferedPart::days);
  sim::expects(requests > 0 && days > 0 && most >= 0, "a pattern in which somebody asks");
  std::vector<CapacityPoint> curve(static_cast<std::size_t>(most) + 1);
  for (std::size_t n = 0; n < curve.size(); ++n) {
    curve[n].places = static_cast<int>(n);
    curve[n].p_delay = 0;
    curve[n].full = 0;
  }
  for (const OfferedPart& part : parts) {
    const PartCurve own = curve_of(part.load, most);
    for (std::size_t n = 0; n < curve.size(); ++n) {
      curve[n].p_delay += own.p_delay[n] * part.requests / requests;
      curve[n].full += own.full[n] * part.days / days;
      if (n > 0)
        curve[n].utilization +=
            part.load * (1 - own.p_delay[n]) / static_cast<double>(n) * part.days / days;
    }
  }
  for (CapacityPoint& point : curve)
    if (std::isfinite(1 / point.p_delay)) point.one_in_n = 1 / point.p_delay;
  return curve;
}

CapacityPoint capacity_point(std::span<const OfferedPart> parts, int n) {
  const double requests = sum_over(parts, &OfferedPart::requests);
  const double days = sum_over(parts, &OfferedPart::days);
  sim::expects(requests > 0 && days > 0 && n >= 0, "a pattern in which somebody asks");
  CapacityPoint point{.places = n, .p_delay = 0, .one_in_n = {}, .full = 0, .utilization = 0};
  for (const OfferedPart& part : parts) {
    const double p_delay = erlang_b(part.load, n);
    const double below =
        n > 0 ? poisson_census(part.load).at_most(static_cast<std::size_t>(n) - 1) : 0;
    point.p_delay += p_delay * part.requests / requests;
    point.full += std::max(0.0, 1 - below) * part.days / days;
    if (n > 0) point.utilization += part.load * (1 - p_delay) / n * part.days / days;
  }
  if (std::isfinite(1 / point.p_delay)) point.one_in_n = 1 / point.p_delay;
  return point;
}

int places_for_delay(std::span<const OfferedPart> parts, double p_delay) {
  sim::expects(p_delay > 0 && p_delay <= 1, "a probability above 0");
  const double requests = sum_over(parts, &OfferedPart::requests);
  sim::expects(requests > 0, "a pattern in which somebody asks");
  std::vector<double> delays(parts.size(), 1.0);  // of each part, with n places
  for (int n = 0;; ++n) {
    double all = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (n > 0) delays[i] = next_erlang_b(parts[i].load, n, delays[i]);
      all += delays[i] * parts[i].requests / requests;
    }
    if (all <= p_delay) return n;
  }
}

}  // namespace stepdown::analysis
