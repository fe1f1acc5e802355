#include "analysis/theory/poisson_census.hpp"

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

std::vector<CapacityPoint> capacity_curve(double a, int most) {
  sim::expects(a >= 0 && most >= 0, "a load and places that are not negative");
  const CountDistribution census = poisson_census(a);
  std::vector<CapacityPoint> curve;
  curve.reserve(static_cast<std::size_t>(most) + 1);
  double b = 1;      // P(N = n) / P(N <= n): Erlang's recursion, as in erlang_b
  double below = 0;  // P(N < n)
  for (int n = 0; n <= most; ++n) {
    if (n > 0) b = a * b / (n + a * b);
    CapacityPoint point;
    point.places = n;
    point.p_delay = b;
    if (std::isfinite(1 / b)) point.one_in_n = 1 / b;
    point.full = std::max(0.0, 1 - below);
    point.utilization = n > 0 ? a * (1 - b) / n : 0;
    curve.push_back(point);
    below += census.at(static_cast<std::size_t>(n));
  }
  return curve;
}

int places_for_delay(double a, double p_delay) {
  sim::expects(a >= 0 && p_delay > 0 && p_delay <= 1, "a load, and a probability above 0");
  int n = 0;
  double b = 1;
  while (b > p_delay) {
    ++n;
    b = a * b / (n + a * b);
  }
  return n;
}

}  // namespace stepdown::analysis
