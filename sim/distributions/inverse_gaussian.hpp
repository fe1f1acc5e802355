#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/special.hpp"
#include "sim/distributions/tails.hpp"
#include "sim/distributions/text.hpp"

#include <cmath>
#include <string>

namespace stepdown::sim {

/// When a random walk with a drift first reaches a threshold: a recovery that takes small steps
/// forward and back. Both parameters are lengths, as in statmod's dinvgauss; the variance is mean^3
/// / shape. Its hazard rises and then falls to shape / (2 mean^2).
///
/// Chhikara and Folks (1989), The Inverse Gaussian Distribution, chapter 2.
struct InverseGaussian {
  double mean = 1;
  double shape = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const InverseGaussian&, const InverseGaussian&) = default;
};

[[nodiscard]] Fitted inverse_gaussian_from_mean_shape(double mean, double shape);
[[nodiscard]] Fitted inverse_gaussian_from_mean_cv(double mean, double cv);

namespace inverse_gaussian_details {

/// P(Z > z) over the density of the standard normal Z at z, for z >= 0; relative error below 4e-15.
/// Far out by Laplace's continued fraction 1 / (z + 1 / (z + 2 / (z + ...))).
inline double mills_ratio(double z) {
  constexpr double far = 5;
  if (z < far) return special::normal_upper(z) / special::normal_density(z);
  constexpr int terms = 40;
  double rest = z;
  for (int k = terms; k > 0; --k)
    rest = z + k / rest;
  return 1 / rest;
}

}  // namespace inverse_gaussian_details

// With a = sqrt(shape / x) (x / mean - 1) and b the same with a plus: F = Phi(a) + exp(2 shape /
// mean) Phi(-b), and b^2 = a^2 + 4 shape / mean turns the second term into density(a) mills(b),
// which neither overflows nor loses digits. In the upper tail both terms are put so.
inline double InverseGaussian::tail(Tail side, double x) const {
  using inverse_gaussian_details::mills_ratio;
  if (x <= 0) return side == Tail::Lower ? 0 : 1;
  const double a = std::sqrt(shape / x) * (x / mean - 1);
  const double b = std::sqrt(shape / x) * (x / mean + 1);
  const double density_a = special::normal_density(a);
  if (side == Tail::Lower) return special::normal_lower(a) + density_a * mills_ratio(b);
  if (a <= 0) return special::normal_upper(a) - density_a * mills_ratio(b);
  return density_a * (mills_ratio(a) - mills_ratio(b));
}

// The median lies below the mean. Far from both the tails fall so fast that few doublings do.
inline double InverseGaussian::tail_quantile(Tail side, double w) const {
  const auto tail_at = [this, side](double x) { return tail(side, x); };
  Range between{.low = mean, .high = mean};
  const bool falls = side == Tail::Upper;
  while (falls ? tail_at(between.low) < w : tail_at(between.low) > w)
    between.low /= 2;
  while (falls ? tail_at(between.high) > w : tail_at(between.high) < w)
    between.high *= 2;
  return searched_quantile(tail_at, side, w, between);
}

inline double InverseGaussian::density(double x) const {
  if (x <= 0) return 0;
  const double a = std::sqrt(shape / x) * (x / mean - 1);
  return std::sqrt(shape / x) / x * special::normal_density(a);
}

inline Moments InverseGaussian::moments() const {
  return {.mean = mean, .variance = mean * mean * (mean / shape)};
}

inline std::string InverseGaussian::problem() const {
  const double ratio = shape / mean;
  return first_problem(
      positive_problem("mean", mean),
      problem_unless(ratio >= smallest_shape && ratio <= largest_shape,
                     "a shape between 0.01 and 1000000 times the mean of " + short_number(mean),
                     shape));
}

inline std::string InverseGaussian::text() const {
  return "inverse Gaussian (mean " + days_text(mean) + ", shape " + days_text(shape) + ")";
}

inline Fitted inverse_gaussian_from_mean_shape(double mean, double shape) {
  return checked(InverseGaussian{.mean = mean, .shape = shape});
}

// cv^2 = mean / shape
inline Fitted inverse_gaussian_from_mean_cv(double mean, double cv) {
  return with_positive({"mean", mean}, {"cv", cv}, [&] {
    return checked(InverseGaussian{.mean = mean, .shape = mean / (cv * cv)});
  });
}

inline const Declaration& InverseGaussian::declaration() {
  static constexpr Parameter parameters[] = {
      {"mean", Quantity::Time, "14 d"},
      {"shape", Quantity::Time, "56 d", "mean over cv squared"},
      {"cv", Quantity::Ratio, "0.5", "sd over mean"},
  };
  static constexpr Form forms[] = {
      {"mean shape",
       [](const ParameterValues& given) {
         return inverse_gaussian_from_mean_shape(given["mean"], given["shape"]);
       }},
      {"mean cv",
       [](const ParameterValues& given) {
         return inverse_gaussian_from_mean_cv(given["mean"], given["cv"]);
       }},
  };
  static constexpr Declaration declaration = {
      .name = "inverse_gaussian",
      .example = "{mean: 14 d, cv: 0.5}",
      .meaning = "first passage of a random walk with a drift; as statmod's",
      .parameters = parameters,
      .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
