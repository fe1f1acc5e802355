#pragma once

#include <functional>
#include <span>

namespace stepdown::sim::special {

/// The special functions that distributions need. The only door to Boost.Math in this folder.
///
/// "lower" is the integral from the left, "upper" the rest of it; both keep their relative accuracy
/// where they are small. Probabilities given to the inverses lie strictly between 0 and 1.

/// The regularized incomplete gamma functions P(a, x) and Q(a, x), their inverses and dP/dx.
[[nodiscard]] double gamma_lower(double a, double x);
[[nodiscard]] double gamma_upper(double a, double x);
[[nodiscard]] double gamma_lower_inverse(double a, double p);
[[nodiscard]] double gamma_upper_inverse(double a, double q);
[[nodiscard]] double gamma_density(double a, double x);
/// P(a, to) - P(a, from), from the tail where less is lost. @pre from <= to, `to` may be infinite
[[nodiscard]] double gamma_between(double a, double from, double to);
/// log Gamma(x).
[[nodiscard]] double log_gamma(double x);

/// The regularized incomplete beta function I_x(a, b), its complement and derivative.
[[nodiscard]] double beta_lower(double a, double b, double x);
[[nodiscard]] double beta_upper(double a, double b, double x);
/// log B(a, b).
[[nodiscard]] double log_beta(double a, double b);
[[nodiscard]] double beta_density(double a, double b, double x);

/// The standard normal distribution.
[[nodiscard]] double normal_lower(double z);
[[nodiscard]] double normal_upper(double z);
[[nodiscard]] double normal_upper_inverse(double q);
[[nodiscard]] double normal_density(double z);
/// P(from < Z <= to), relatively accurate when both lie in the same tail. @pre from <= to
[[nodiscard]] double normal_between(double from, double to);

/// Integral of a smooth function; `to` may be +infinity. Relative error about 1e-11.
[[nodiscard]] double integral(const std::function<double(double)>& f, double from, double to);
/// The same for a function with kinks at (or spread unevenly between) the ascending `points`.
[[nodiscard]] double integral(const std::function<double(double)>& f,
                              std::span<const double> points);

/// The smallest x in [low, high] with g(x) >= 0, for an ascending g with g(high) >= 0; exact to the
/// last bit of x as far as g is. @pre 0 <= low <= high, `high` finite
[[nodiscard]] double first_not_negative(const std::function<double(double)>& g,
                                        double low,
                                        double high);

}  // namespace stepdown::sim::special
