#include "sim/distributions/integrated_moments.hpp"

#include "sim/distributions/distribution.hpp"
#include "sim/distributions/special.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace stepdown::sim {

namespace {

/// Where the tails become small: pieces between these points are easy to integrate.
std::vector<double> landmarks(const Distribution& law) {
  const Range all = law.range();
  std::vector<double> points{all.low};
  for (const double w : {1e-9, 1e-4, 0.02, 0.2, 0.5})
    points.push_back(law.tail_quantile(Tail::Lower, w));
  for (const double w : {0.2, 0.02, 1e-4, 1e-9, 1e-16})
    points.push_back(law.tail_quantile(Tail::Upper, w));
  for (const double kink : law.kinks())
    points.push_back(std::clamp(kink, all.low, all.high));
  points.push_back(all.high);
  std::ranges::sort(points);
  return points;
}

}  // namespace

Moments integrated_moments(const Distribution& law, const Moments& largest) {
  const std::vector<double> points = landmarks(law);
  if (points.back() == infinity && std::isinf(largest.mean))
    return {.mean = infinity, .variance = infinity};
  const auto survival = [&law](double x) { return law.tail(Tail::Upper, x); };
  const double mean = points.front() + special::integral(survival, points);
  if (points.back() == infinity && std::isinf(largest.variance))
    return {.mean = mean, .variance = infinity};
  std::vector<double> below;
  std::vector<double> above;
  std::ranges::copy_if(points, std::back_inserter(below), [mean](double x) { return x < mean; });
  std::ranges::copy_if(points, std::back_inserter(above), [mean](double x) { return x > mean; });
  below.push_back(mean);
  above.insert(above.begin(), mean);
  const double left =
      special::integral([&](double x) { return (mean - x) * law.tail(Tail::Lower, x); }, below);
  const double right = special::integral([&](double x) { return (x - mean) * survival(x); }, above);
  return {.mean = mean, .variance = 2 * (left + right)};
}

}  // namespace stepdown::sim
