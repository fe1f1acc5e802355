#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/text.hpp"

#include <cmath>
#include <numbers>
#include <string>

namespace stepdown::sim {

/// S(x) = 1 / (1 + (x / median)^shape). The mean is infinite for shape <= 1, the variance for <= 2.
struct LogLogistic {
  double shape = 2;
  double median = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const LogLogistic&, const LogLogistic&) = default;
};

[[nodiscard]] Fitted loglogistic_from_median_shape(double median, double shape);
[[nodiscard]] Fitted loglogistic_from_quantiles(QuantilePoint a, QuantilePoint b);

inline double LogLogistic::tail(Tail side, double x) const {
  const double odds = std::pow(x / median, shape);
  return 1 / (1 + (side == Tail::Upper ? odds : 1 / odds));
}

inline double LogLogistic::tail_quantile(Tail side, double w) const {
  const double odds = side == Tail::Upper ? (1 - w) / w : w / (1 - w);
  return median * std::pow(odds, 1 / shape);
}

inline double LogLogistic::density(double x) const {
  const double odds = std::pow(x / median, shape);
  const double slope = shape / median * std::pow(x / median, shape - 1);
  if (std::isinf(odds)) return 0;
  return slope / (1 + odds) / (1 + odds);
}

// With b = pi / shape: mean = median b / sin b, second moment = median^2 2b / sin 2b.
inline Moments LogLogistic::moments() const {
  const double b = std::numbers::pi / shape;
  const double mean = shape > 1 ? median * b / std::sin(b) : infinity;
  if (shape <= 2) return {.mean = mean, .variance = infinity};
  const double second = median * median * 2 * b / std::sin(2 * b);
  return {.mean = mean, .variance = second - mean * mean};
}

inline std::string LogLogistic::problem() const {
  return first_problem(shape_problem(shape), positive_problem("median", median));
}

inline std::string LogLogistic::text() const {
  return "log-logistic (median " + days_text(median) + ", shape " + short_number(shape) + ")";
}

inline Fitted loglogistic_from_median_shape(double median, double shape) {
  return checked(LogLogistic{.shape = shape, .median = median});
}

// log(p / (1 - p)) is linear in log x.
inline Fitted loglogistic_from_quantiles(QuantilePoint a, QuantilePoint b) {
  const QuantilePair pair = ordered_pair(a, b);
  if (pair.problem) return *pair.problem;
  const double odds_low = pair.low.probability / (1 - pair.low.probability);
  const double odds_high = pair.high.probability / (1 - pair.high.probability);
  const double shape = std::log(odds_high / odds_low) / std::log(pair.high.value / pair.low.value);
  return checked(
      LogLogistic{.shape = shape, .median = pair.low.value / std::pow(odds_low, 1 / shape)});
}

inline const Declaration& LogLogistic::declaration() {
  static constexpr Parameter parameters[] = {
      {"median", Quantity::Time, "411 d"},
      {"shape", Quantity::Ratio, "0.419", "S(x) = 1 / (1 + (x / median)^shape)"},
      {"quantiles", Quantity::Quantiles, "{0.22: 20 d, 0.53: 547 d}", "two of them"},
  };
  static constexpr Form forms[] = {
      {"median shape",
       [](const ParameterValues& given) {
         return loglogistic_from_median_shape(given["median"], given["shape"]);
       }},
      {"quantiles",
       [](const ParameterValues& given) {
         return loglogistic_from_quantiles(given.quantile(0), given.quantile(1));
       }},
  };
  static constexpr Declaration declaration = {.name = "log_logistic",
                                              .example = "{median: 411 d, shape: 0.419}",
                                              .meaning = "heavy tail, falling hazard",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
