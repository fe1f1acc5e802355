#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/partial_moments.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/special.hpp"
#include "sim/distributions/tails.hpp"
#include "sim/distributions/text.hpp"

#include <cmath>
#include <numbers>
#include <optional>
#include <string>

namespace stepdown::sim {

/// S(x) = exp(-(x / scale)^shape).
struct Weibull {
  double shape = 1;
  double scale = 1;

  [[nodiscard]] double hazard_up_to(double x) const;
  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Weibull&, const Weibull&) = default;
};

[[nodiscard]] Fitted weibull_from_shape_scale(double shape, double scale);
/// Shape found numerically; 0.005 <= cv <= 100 can be reached.
[[nodiscard]] Fitted weibull_from_mean_cv(double mean, double cv);
[[nodiscard]] Fitted weibull_from_mean_sd(double mean, double sd);
[[nodiscard]] Fitted weibull_from_shape_mean(double shape, double mean);
[[nodiscard]] Fitted weibull_from_median_shape(double median, double shape);
[[nodiscard]] Fitted weibull_from_quantiles(QuantilePoint a, QuantilePoint b);

inline double Weibull::hazard_up_to(double x) const {
  return std::pow(x / scale, shape);
}

inline double Weibull::tail(Tail side, double x) const {
  return tail_of_hazard(side, hazard_up_to(x));
}

inline double Weibull::tail_quantile(Tail side, double w) const {
  return scale * std::pow(hazard_of(side, w), 1 / shape);
}

inline double Weibull::density(double x) const {
  const double hazard = hazard_up_to(x);
  const double slope = shape / scale * std::pow(x / scale, shape - 1);
  return slope * std::exp(-hazard);
}

// mean = scale Gamma(1 + 1/k), variance = scale^2 (Gamma(1 + 2/k) - Gamma(1 + 1/k)^2)
inline Moments Weibull::moments() const {
  const double log_first = special::log_gamma(1 + 1 / shape);
  const double log_second = special::log_gamma(1 + 2 / shape);
  const double mean = scale * std::exp(log_first);
  return {.mean = mean, .variance = mean * mean * std::expm1(log_second - 2 * log_first)};
}

// E[X^k; ..] = scale^k Gamma(1 + k/shape) times the share of the transformed interval under a gamma
// of shape 1 + k/shape.
inline std::optional<Moments> Weibull::moments_between(double from, double to) const {
  const double a = std::pow(from / scale, shape);
  const double b = std::pow(to / scale, shape);
  const auto partial = [&](double k) {
    const double order = 1 + k / shape;
    return std::exp(k * std::log(scale) + special::log_gamma(order)) *
           special::gamma_between(order, a, b);
  };
  return from_partial_moments(partial(0), partial(1), partial(2));
}

inline std::string Weibull::problem() const {
  return first_problem(shape_problem(shape), positive_problem("scale", scale));
}

inline std::string Weibull::text() const {
  return "Weibull (mean " + days_text(moments().mean) + ", shape " + short_number(shape) + ")";
}

inline Fitted weibull_from_shape_scale(double shape, double scale) {
  return checked(Weibull{.shape = shape, .scale = scale});
}

// 1 + cv^2 = Gamma(1 + 2/k) / Gamma(1 + 1/k)^2
inline Fitted weibull_from_mean_cv(double mean, double cv) {
  return with_positive({"mean", mean}, {"cv", cv}, [&] {
    const auto log_moment_ratio = [](double k) {
      return special::log_gamma(1 + 2 / k) - 2 * special::log_gamma(1 + 1 / k);
    };
    const auto shape = shape_where(log_moment_ratio, std::log1p(cv * cv), 0.05, 1e4);
    if (!shape) return refused("a cv that a Weibull distribution can have", cv);
    return weibull_from_shape_mean(*shape, mean);
  });
}

inline Fitted weibull_from_mean_sd(double mean, double sd) {
  return with_positive({"mean", mean}, {"standard deviation", sd}, [&] {
    return weibull_from_mean_cv(mean, sd / mean);
  });
}

inline Fitted weibull_from_shape_mean(double shape, double mean) {
  return with_positive({"shape", shape}, {"mean", mean}, [&] {
    return checked(
        Weibull{.shape = shape, .scale = mean / std::exp(special::log_gamma(1 + 1 / shape))});
  });
}

inline Fitted weibull_from_median_shape(double median, double shape) {
  return with_positive({"median", median}, {"shape", shape}, [&] {
    return checked(
        Weibull{.shape = shape, .scale = median / std::pow(std::numbers::ln2, 1 / shape)});
  });
}

// log(-log(1 - p)) is linear in log x.
inline Fitted weibull_from_quantiles(QuantilePoint a, QuantilePoint b) {
  const QuantilePair pair = ordered_pair(a, b);
  if (pair.problem) return *pair.problem;
  const double h_low = -std::log1p(-pair.low.probability);
  const double h_high = -std::log1p(-pair.high.probability);
  const double shape = std::log(h_high / h_low) / std::log(pair.high.value / pair.low.value);
  return checked(Weibull{.shape = shape, .scale = pair.low.value / std::pow(h_low, 1 / shape)});
}

inline const Declaration& Weibull::declaration() {
  static constexpr Parameter parameters[] = {
      {"mean", Quantity::Time, "14 d"},
      {"cv", Quantity::Ratio, "1.4", "sd over mean"},
      {"shape", Quantity::Ratio, "0.555", "below 1: hazard falls"},
      {"scale", Quantity::Time, "7.43 d", "S(x) = exp(-(x / scale)^shape)"},
      {"median", Quantity::Time, "5 d"},
      {"quantiles", Quantity::Quantiles, "{0.5: 5 d, 0.9: 20 d}", "two of them"},
  };
  static constexpr Form forms[] = {
      {"mean cv",
       [](const ParameterValues& given) {
         return weibull_from_mean_cv(given["mean"], given["cv"]);
       }},
      {"shape scale",
       [](const ParameterValues& given) {
         return weibull_from_shape_scale(given["shape"], given["scale"]);
       }},
      {"shape median",
       [](const ParameterValues& given) {
         return weibull_from_median_shape(given["median"], given["shape"]);
       }},
      {"quantiles",
       [](const ParameterValues& given) {
         return weibull_from_quantiles(given.quantile(0), given.quantile(1));
       }},
  };
  static constexpr Declaration declaration = {.name = "weibull",
                                              .example = "{shape: 0.555, scale: 7.43 d}",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
