#pragma once

#include "sim/distributions/distribution.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Distributions from what people know about them, in lengths of days. How each family is fitted
/// stands in its own header (`weibull_from_mean_cv`); here is what they share.
namespace stepdown::sim {

/// A distribution, or the reason why there is none: "expected a mean above the median, got ...".
struct Fitted {
  std::optional<Distribution> value;
  std::string problem;
};

/// "A share of `probability` is at most `value`."
struct QuantilePoint {
  double probability = 0.5;
  double value = 0;
};

/// "expected <wanted>, got <got>": a fit that is impossible.
[[nodiscard]] Fitted refused(std::string_view wanted, double got);

/// Any plain family, checked.
[[nodiscard]] Fitted checked(Distribution distribution);

/// Makes a distribution of two positive numbers, or says which one is not positive.
[[nodiscard]] Fitted with_positive(std::pair<std::string_view, double> a,
                                   std::pair<std::string_view, double> b,
                                   const std::function<Fitted()>& make);

/// The refusal of a number that is not positive.
[[nodiscard]] std::optional<Fitted> refused_unless_positive(std::string_view name, double x);

/// Makes weights sum to 1, or refuses them.
[[nodiscard]] std::optional<Fitted> refused_unless_normalized(std::vector<double>& weights);

/// Two quantiles in the order of their probabilities, checked.
struct QuantilePair {
  QuantilePoint low;
  QuantilePoint high;
  std::optional<Fitted> problem;
};
[[nodiscard]] QuantilePair ordered_pair(QuantilePoint a, QuantilePoint b);

/// The shape in [low, high] at which the falling function reaches `wanted`, if there is one.
[[nodiscard]] std::optional<double> shape_where(const std::function<double(double)>& falling,
                                                double wanted,
                                                double low,
                                                double high);

}  // namespace stepdown::sim
