#include "sim/distributions/fit.hpp"

#include "sim/distributions/problem.hpp"
#include "sim/distributions/special.hpp"
#include "sim/distributions/text.hpp"

#include <cmath>
#include <numeric>

namespace stepdown::sim {

Fitted refused(std::string_view wanted, double got) {
  return {.value = std::nullopt, .problem = expected_text(wanted, got)};
}

Fitted checked(Distribution distribution) {
  std::string problem = problem_with(distribution);
  if (!problem.empty()) return {.value = std::nullopt, .problem = std::move(problem)};
  return {.value = std::move(distribution), .problem = {}};
}

std::optional<Fitted> refused_unless_positive(std::string_view name, double x) {
  if (is_positive(x)) return std::nullopt;
  return refused(std::string{"a positive "}.append(name), x);
}

Fitted with_positive(std::pair<std::string_view, double> a,
                     std::pair<std::string_view, double> b,
                     const std::function<Fitted()>& make) {
  if (auto problem = refused_unless_positive(a.first, a.second)) return *problem;
  if (auto problem = refused_unless_positive(b.first, b.second)) return *problem;
  return make();
}

std::optional<Fitted> refused_unless_normalized(std::vector<double>& weights) {
  for (const double weight : weights)
    if (!(weight >= 0 && std::isfinite(weight)))
      return refused("weights that are not negative", weight);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(sum > 0)) return refused("a weight above 0 somewhere", sum);
  for (double& weight : weights)
    weight /= sum;
  return std::nullopt;
}

QuantilePair ordered_pair(QuantilePoint a, QuantilePoint b) {
  if (b.probability < a.probability) std::swap(a, b);
  QuantilePair pair{.low = a, .high = b, .problem = std::nullopt};
  for (const QuantilePoint& point : {a, b}) {
    if (!(point.probability > 0 && point.probability < 1))
      pair.problem = refused("quantiles for probabilities between 0 and 1", point.probability);
    else if (!is_positive(point.value))
      pair.problem = refused("positive quantiles", point.value);
  }
  if (!pair.problem && !(b.probability > a.probability))
    pair.problem = refused("quantiles for two different probabilities", b.probability);
  if (!pair.problem && !(b.value > a.value))
    pair.problem = refused("a quantile above " + short_number(a.value), b.value);
  return pair;
}

std::optional<double> shape_where(const std::function<double(double)>& falling,
                                  double wanted,
                                  double low,
                                  double high) {
  if (!(falling(low) >= wanted && falling(high) <= wanted)) return std::nullopt;
  return special::first_not_negative(
      [&](double shape) { return wanted - falling(shape); }, low, high);
}

}  // namespace stepdown::sim
