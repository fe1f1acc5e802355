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

CapacityPoint point_of(double a, int n, double p_delay, double below) {
  CapacityPoint point;
  point.places = n;
  point.p_delay = p_delay;
  if (std::isfinite(1 / p_delay)) point.one_in_n = 1 / p_delay;
  point.full = std::max(0.0, 1 - below);
  point.utilization = n > 0 ? a * (1 - p_delay) / n : 0;
  return point;
}

}  // namespace

std::vector<CapacityPoint> capacity_curve(double a, int most) {
  sim::expects(a >= 0 && most >= 0, "a load and places that are not negative");
  const CountDistribution census = poisson_census(a);
  std::vector<CapacityPoint> curve;
  curve.reserve(static_cast<std::size_t>(most) + 1);
  double b = 1;      // P(N = n) / P(N <= n)
  double below = 0;  // P(N < n)
  for (int n = 0; n <= most; ++n) {
    if (n > 0) b = next_erlang_b(a, n, b);
    curve.push_back(point_of(a, n, b, below));
    below += census.at(static_cast<std::size_t>(n));
  }
  return curve;
}

CapacityPoint capacity_point(double a, int n) {
  sim::expects(a >= 0 && n >= 0, "a load and places that are not negative");
  const double below = n > 0 ? poisson_census(a).at_most(static_cast<std::size_t>(n) - 1) : 0;
  return point_of(a, n, erlang_b(a, n), below);
}

int places_for_delay(double a, double p_delay) {
  sim::expects(a >= 0 && p_delay > 0 && p_delay <= 1, "a load, and a probability above 0");
  int n = 0;
  double b = 1;
  while (b > p_delay) {
    ++n;
    b = next_erlang_b(a, n, b);
  }
  return n;
}

}  // namespace stepdown::analysis
