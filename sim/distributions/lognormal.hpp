#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/partial_moments.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/special.hpp"
#include "sim/distributions/text.hpp"

#include <cmath>
#include <optional>
#include <string>

namespace stepdown::sim {

/// exp of a normal variable with mean `mu` and standard deviation `sigma`; the median is exp(mu).
struct Lognormal {
  double mu = 0;
  double sigma = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Lognormal&, const Lognormal&) = default;
};

[[nodiscard]] Fitted lognormal_from_mean_sd(double mean, double sd);
[[nodiscard]] Fitted lognormal_from_mean_cv(double mean, double cv);
/// A lognormal has its mean above its median.
[[nodiscard]] Fitted lognormal_from_median_mean(double median, double mean);
/// `sigma` is the standard deviation of the logarithm.
[[nodiscard]] Fitted lognormal_from_median_sigma(double median, double sigma);
[[nodiscard]] Fitted lognormal_from_quantiles(QuantilePoint a, QuantilePoint b);

inline double Lognormal::tail(Tail side, double x) const {
  const double z = (std::log(x) - mu) / sigma;
  return side == Tail::Lower ? special::normal_lower(z) : special::normal_upper(z);
}

inline double Lognormal::tail_quantile(Tail side, double w) const {
  const double z = special::normal_upper_inverse(w);
  return std::exp(mu + sigma * (side == Tail::Upper ? z : -z));
}

inline double Lognormal::density(double x) const {
  if (x <= 0) return 0;
  return special::normal_density((std::log(x) - mu) / sigma) / (sigma * x);
}

// mean = exp(mu + sigma^2 / 2), variance = mean^2 (exp(sigma^2) - 1)
inline Moments Lognormal::moments() const {
  const double s2 = sigma * sigma;
  const double mean = std::exp(mu + s2 / 2);
  return {.mean = mean, .variance = mean * mean * std::expm1(s2)};
}

// E[X^k; ..] = exp(k mu + k^2 sigma^2 / 2) P(z(low) - k sigma < Z <= z(high) - k sigma)
inline std::optional<Moments> Lognormal::moments_between(double from, double to) const {
  const double a = (std::log(from) - mu) / sigma;
  const double b = (std::log(to) - mu) / sigma;
  const auto partial = [&](double k) {
    return std::exp(k * (mu + k * sigma * sigma / 2)) *
           special::normal_between(a - k * sigma, b - k * sigma);
  };
  return from_partial_moments(partial(0), partial(1), partial(2));
}

inline std::string Lognormal::problem() const {
  constexpr double largest = 20;
  constexpr double largest_mu = 300;
  return first_problem(
      problem_unless(std::abs(mu) <= largest_mu, "a mean logarithm within 300", mu),
      problem_unless(sigma > 0 && sigma <= largest,
                     "a standard deviation of the logarithm above 0 and at most 20",
                     sigma));
}

inline std::string Lognormal::text() const {
  return "lognormal (median " + days_text(std::exp(mu)) + ", mean " + days_text(moments().mean) +
         ")";
}

inline Fitted lognormal_from_mean_sd(double mean, double sd) {
  return with_positive({"mean", mean}, {"standard deviation", sd}, [&] {
    return lognormal_from_mean_cv(mean, sd / mean);
  });
}

// sigma^2 = log(1 + cv^2), mu = log(mean) - sigma^2 / 2
inline Fitted lognormal_from_mean_cv(double mean, double cv) {
  return with_positive({"mean", mean}, {"cv", cv}, [&] {
    const double s2 = std::log1p(cv * cv);
    return checked(Lognormal{.mu = std::log(mean) - s2 / 2, .sigma = std::sqrt(s2)});
  });
}

// mean / median = exp(sigma^2 / 2)
inline Fitted lognormal_from_median_mean(double median, double mean) {
  return with_positive({"median", median}, {"mean", mean}, [&] {
    if (!(mean > median))
      return refused("a mean above the median of " + short_number(median), mean);
    return checked(
        Lognormal{.mu = std::log(median), .sigma = std::sqrt(2 * std::log(mean / median))});
  });
}

inline Fitted lognormal_from_median_sigma(double median, double sigma) {
  return with_positive({"median", median}, {"sigma", sigma}, [&] {
    return checked(Lognormal{.mu = std::log(median), .sigma = sigma});
  });
}

inline Fitted lognormal_from_quantiles(QuantilePoint a, QuantilePoint b) {
  const QuantilePair pair = ordered_pair(a, b);
  if (pair.problem) return *pair.problem;
  const double z_low = -special::normal_upper_inverse(pair.low.probability);
  const double z_high = -special::normal_upper_inverse(pair.high.probability);
  const double sigma = std::log(pair.high.value / pair.low.value) / (z_high - z_low);
  return checked(Lognormal{.mu = std::log(pair.low.value) - sigma * z_low, .sigma = sigma});
}

inline const Declaration& Lognormal::declaration() {
  static constexpr Parameter parameters[] = {
      {"mean", Quantity::Time, "29 d"},
      {"sd", Quantity::Time, "20 d"},
      {"cv", Quantity::Ratio, "0.7", "sd over mean"},
      {"median", Quantity::Time, "24 d", "below the mean"},
      {"quantiles", Quantity::Quantiles, "{0.5: 24 d, 0.9: 60 d}", "two of them"},
      {"meanlog", Quantity::Number, "3.18", "mean of the natural logarithm of days"},
      {"sdlog", Quantity::Ratio, "0.6", "sd of the natural logarithm"},
  };
  static constexpr Form forms[] = {
      {"mean sd",
       [](const ParameterValues& given) {
         return lognormal_from_mean_sd(given["mean"], given["sd"]);
       }},
      {"mean cv",
       [](const ParameterValues& given) {
         return lognormal_from_mean_cv(given["mean"], given["cv"]);
       }},
      {"median mean",
       [](const ParameterValues& given) {
         return lognormal_from_median_mean(given["median"], given["mean"]);
       }},
      {"quantiles",
       [](const ParameterValues& given) {
         return lognormal_from_quantiles(given.quantile(0), given.quantile(1));
       }},
      {"meanlog sdlog",
       [](const ParameterValues& given) {
         return checked(Lognormal{.mu = given["meanlog"], .sigma = given["sdlog"]});
       }},
  };
  static constexpr Declaration declaration = {.name = "lognormal",
                                              .example = "{median: 24 d, mean: 29 d}",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
