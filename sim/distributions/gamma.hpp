#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/partial_moments.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/special.hpp"
#include "sim/distributions/text.hpp"

#include <optional>
#include <string>

namespace stepdown::sim {

/// Mean shape x scale, variance shape x scale^2.
struct Gamma {
  double shape = 1;
  double scale = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Gamma&, const Gamma&) = default;
};

[[nodiscard]] Fitted gamma_from_mean_cv(double mean, double cv);
[[nodiscard]] Fitted gamma_from_mean_sd(double mean, double sd);
[[nodiscard]] Fitted gamma_from_shape_mean(double shape, double mean);
[[nodiscard]] Fitted gamma_from_shape_scale(double shape, double scale);
/// Shape found numerically.
[[nodiscard]] Fitted gamma_from_median_mean(double median, double mean);
[[nodiscard]] Fitted gamma_from_quantiles(QuantilePoint a, QuantilePoint b);

inline double Gamma::tail(Tail side, double x) const {
  return side == Tail::Lower ? special::gamma_lower(shape, x / scale)
                             : special::gamma_upper(shape, x / scale);
}

inline double Gamma::tail_quantile(Tail side, double w) const {
  return scale * (side == Tail::Lower ? special::gamma_lower_inverse(shape, w)
                                      : special::gamma_upper_inverse(shape, w));
}

inline double Gamma::density(double x) const {
  return special::gamma_density(shape, x / scale) / scale;
}

inline Moments Gamma::moments() const {
  return {.mean = shape * scale, .variance = shape * scale * scale};
}

// E[X^k; low <= X <= high] = scale^k Gamma(shape + k) / Gamma(shape) times the share of the
// interval under shape + k.
inline std::optional<Moments> Gamma::moments_between(double from, double to) const {
  const double a = from / scale;
  const double b = to / scale;
  const double first = shape * scale;
  return from_partial_moments(
      special::gamma_between(shape, a, b),
      first * special::gamma_between(shape + 1, a, b),
      first * (shape + 1) * scale * special::gamma_between(shape + 2, a, b));
}

inline std::string Gamma::problem() const {
  return first_problem(shape_problem(shape), positive_problem("scale", scale));
}

inline std::string Gamma::text() const {
  return "gamma (mean " + days_text(moments().mean) + ", shape " + short_number(shape) + ")";
}

// cv = 1 / sqrt(shape)
inline Fitted gamma_from_mean_cv(double mean, double cv) {
  return with_positive({"mean", mean}, {"cv", cv}, [&] {
    return checked(Gamma{.shape = 1 / (cv * cv), .scale = mean * cv * cv});
  });
}

inline Fitted gamma_from_mean_sd(double mean, double sd) {
  return with_positive({"mean", mean}, {"standard deviation", sd}, [&] {
    return gamma_from_mean_cv(mean, sd / mean);
  });
}

inline Fitted gamma_from_shape_mean(double shape, double mean) {
  return with_positive({"shape", shape}, {"mean", mean}, [&] {
    return checked(Gamma{.shape = shape, .scale = mean / shape});
  });
}

inline Fitted gamma_from_shape_scale(double shape, double scale) {
  return checked(Gamma{.shape = shape, .scale = scale});
}

inline Fitted gamma_from_median_mean(double median, double mean) {
  return with_positive({"median", median}, {"mean", mean}, [&] {
    const auto mean_over_median = [](double shape) {
      return shape / special::gamma_lower_inverse(shape, 0.5);
    };
    const auto shape = shape_where(mean_over_median, mean / median, 0.05, 1e4);
    if (!shape) return refused("a mean above the median of " + short_number(median), mean);
    return checked(Gamma{.shape = *shape, .scale = mean / *shape});
  });
}

inline Fitted gamma_from_quantiles(QuantilePoint a, QuantilePoint b) {
  const QuantilePair pair = ordered_pair(a, b);
  if (pair.problem) return *pair.problem;
  const auto quantile_at = [](double shape, double p) {
    return p < 0.5 ? special::gamma_lower_inverse(shape, p)
                   : special::gamma_upper_inverse(shape, 1 - p);
  };
  const auto ratio = [&](double shape) {
    return quantile_at(shape, pair.high.probability) / quantile_at(shape, pair.low.probability);
  };
  const auto shape = shape_where(ratio, pair.high.value / pair.low.value, 0.05, 1e4);
  if (!shape)
    return refused("quantiles whose ratio a gamma distribution can have",
                   pair.high.value / pair.low.value);
  const double scale = pair.high.value / quantile_at(*shape, pair.high.probability);
  return checked(Gamma{.shape = *shape, .scale = scale});
}

inline const Declaration& Gamma::declaration() {
  static constexpr Parameter parameters[] = {
      {"mean", Quantity::Time, "14 d"},
      {"cv", Quantity::Ratio, "0.5", "sd over mean"},
      {"sd", Quantity::Time, "7 d"},
      {"shape", Quantity::Ratio, "4"},
      {"scale", Quantity::Time, "3.5 d", "mean over shape"},
      {"rate", Quantity::Rate, "0.3 /d", "shape over mean"},
  };
  static constexpr Form forms[] = {
      {"mean cv",
       [](const ParameterValues& given) { return gamma_from_mean_cv(given["mean"], given["cv"]); }},
      {"mean sd",
       [](const ParameterValues& given) { return gamma_from_mean_sd(given["mean"], given["sd"]); }},
      {"shape mean",
       [](const ParameterValues& given) {
         return gamma_from_shape_mean(given["shape"], given["mean"]);
       }},
      {"shape scale",
       [](const ParameterValues& given) {
         return gamma_from_shape_scale(given["shape"], given["scale"]);
       }},
      {"shape rate",
       [](const ParameterValues& given) {
         return with_positive({"shape", given["shape"]}, {"rate", given["rate"]}, [&] {
           return gamma_from_shape_scale(given["shape"], 1 / given["rate"]);
         });
       }},
  };
  static constexpr Declaration declaration = {.name = "gamma",
                                              .example = "{mean: 14 d, cv: 0.5}",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
