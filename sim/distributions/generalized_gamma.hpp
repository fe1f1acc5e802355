#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/lognormal.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/special.hpp"
#include "sim/distributions/text.hpp"

#include <cmath>
#include <string>

namespace stepdown::sim {

/// exp(mu + sigma W) with W = log(q^2 G) / q, G a gamma variable of shape 1 / q^2 and scale 1; for
/// q = 0 W is standard normal. Contains Weibull (q = 1), gamma (q = sigma), lognormal (q = 0) and,
/// for q below 0, times whose tail is a power of x.
///
/// Prentice (1974), "A log gamma model and its maximum likelihood estimation", Biometrika 61, in
/// the parameters of flexsurv's dgengamma; the family is Stacy's (1962), "A generalization of the
/// gamma distribution", Annals of Mathematical Statistics 33.
struct GeneralizedGamma {
  double mu = 0;
  double sigma = 1;
  double q = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const GeneralizedGamma&, const GeneralizedGamma&) = default;
};

/// In the terms of flexsurv's dgengamma; `exp_mu` is exp(mu), a length.
[[nodiscard]] Fitted generalized_gamma_from_prentice(double exp_mu, double sigma, double q);
/// scale x G^(1 / power), G a gamma variable of that shape: flexsurv's dgengamma.orig, where its
/// `shape` is the power here and its `k` the shape.
[[nodiscard]] Fitted generalized_gamma_from_stacy(double shape, double scale, double power);
[[nodiscard]] Fitted generalized_gamma_from_median(double median, double sigma, double q);

namespace generalized_gamma_details {

/// Below this logarithm of g the gamma distribution is its first term, P(k, g) = g^k / Gamma(k +
/// 1), which holds where g itself is 0 in double precision.
inline constexpr double log_tiny = -200;
/// Above this one nothing is left: k is at most 1e6.
inline constexpr double log_huge = 100;

inline double shape_of(const GeneralizedGamma& law) {
  return 1 / (law.q * law.q);
}

/// log of the gamma variable that belongs to x.
inline double log_gamma_variable(const GeneralizedGamma& law, double x) {
  return law.q * ((std::log(x) - law.mu) / law.sigma) + std::log(shape_of(law));
}

inline double gamma_tail(Tail side, double k, double log_g) {
  if (log_g > log_huge) return side == Tail::Lower ? 1 : 0;
  if (log_g < log_tiny) {
    const double lower = std::exp(k * log_g - special::log_gamma(k + 1));
    return side == Tail::Lower ? lower : 1 - lower;
  }
  const double g = std::exp(log_g);
  return side == Tail::Lower ? special::gamma_lower(k, g) : special::gamma_upper(k, g);
}

inline double log_gamma_quantile(Tail side, double k, double w) {
  if (side == Tail::Upper) {
    const double g = special::gamma_upper_inverse(k, w);
    if (g > std::exp(log_tiny)) return std::log(g);
  } else {
    const double log_first = (std::log(w) + special::log_gamma(k + 1)) / k;
    if (log_first >= log_tiny) return std::log(special::gamma_lower_inverse(k, w));
    return log_first;
  }
  return (std::log1p(-w) + special::log_gamma(k + 1)) / k;
}

inline Tail mirrored(Tail side, double q) {
  if (q > 0) return side;
  return side == Tail::Lower ? Tail::Upper : Tail::Lower;
}

/// log of Gamma(k + c) / (Gamma(k) k^c), by Stirling's series where the terms are large.
inline double log_gamma_step(double k, double c) {
  constexpr double large = 50;
  if (k < large || k + c < large)
    return special::log_gamma(k + c) - special::log_gamma(k) - c * std::log(k);
  const auto rest = [](double x) {
    const double x2 = x * x;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / x2) / x2) / x2) / x;
  };
  return (k + c - 0.5) * std::log1p(c / k) - c + rest(k + c) - rest(k);
}

inline Lognormal limit(const GeneralizedGamma& law) {
  return {.mu = law.mu, .sigma = law.sigma};
}

}  // namespace generalized_gamma_details

inline double GeneralizedGamma::tail(Tail side, double x) const {
  if (q == 0) return generalized_gamma_details::limit(*this).tail(side, x);
  return generalized_gamma_details::gamma_tail(
      generalized_gamma_details::mirrored(side, q),
      generalized_gamma_details::shape_of(*this),
      generalized_gamma_details::log_gamma_variable(*this, x));
}

inline double GeneralizedGamma::tail_quantile(Tail side, double w) const {
  if (q == 0) return generalized_gamma_details::limit(*this).tail_quantile(side, w);
  const double k = generalized_gamma_details::shape_of(*this);
  const double log_g = generalized_gamma_details::log_gamma_quantile(
      generalized_gamma_details::mirrored(side, q), k, w);
  return std::exp(mu + sigma * (log_g - std::log(k)) / q);
}

// f(x) = |q| / (sigma x) g^k exp(-g) / Gamma(k)
inline double GeneralizedGamma::density(double x) const {
  if (q == 0) return generalized_gamma_details::limit(*this).density(x);
  if (x <= 0) return 0;
  const double k = generalized_gamma_details::shape_of(*this);
  const double log_g = generalized_gamma_details::log_gamma_variable(*this, x);
  if (log_g > generalized_gamma_details::log_huge) return 0;
  const double scaled = log_g < generalized_gamma_details::log_tiny
                            ? std::exp(k * log_g - special::log_gamma(k))
                            : std::exp(log_g) * special::gamma_density(k, std::exp(log_g));
  return std::abs(q) / (sigma * x) * scaled;
}

// E[X^r] = exp(r mu) Gamma(k + c) / (Gamma(k) k^c), c = r sigma / q, if k + c is above 0.
inline Moments GeneralizedGamma::moments() const {
  if (q == 0) return generalized_gamma_details::limit(*this).moments();
  const double k = generalized_gamma_details::shape_of(*this);
  const double c = sigma / q;
  if (!(k + c > 0)) return {.mean = infinity, .variance = infinity};
  const double log_first = generalized_gamma_details::log_gamma_step(k, c);
  const double mean = std::exp(mu + log_first);
  if (!(k + 2 * c > 0)) return {.mean = mean, .variance = infinity};
  const double log_second = generalized_gamma_details::log_gamma_step(k, 2 * c);
  return {.mean = mean, .variance = mean * mean * std::expm1(log_second - 2 * log_first)};
}

inline std::string GeneralizedGamma::problem() const {
  constexpr double smallest_q = 0.001;
  constexpr double largest_q = 10;
  return first_problem(
      generalized_gamma_details::limit(*this).problem(),
      problem_unless(q == 0 || (std::abs(q) >= smallest_q && std::abs(q) <= largest_q),
                     "a q of 0 (lognormal) or without its sign between 0.001 and 10",
                     q));
}

inline std::string GeneralizedGamma::text() const {
  return "generalized gamma (median " + days_text(tail_quantile(Tail::Lower, 0.5)) + ", mean " +
         days_text(moments().mean) + ", q " + short_number(q) + ")";
}

inline Fitted generalized_gamma_from_prentice(double exp_mu, double sigma, double q) {
  return with_positive({"exp_mu", exp_mu}, {"sigma", sigma}, [&] {
    return checked(GeneralizedGamma{.mu = std::log(exp_mu), .sigma = sigma, .q = q});
  });
}

// q = 1 / sqrt(shape), sigma = q / power, exp(mu) = scale shape^(1 / power)
inline Fitted generalized_gamma_from_stacy(double shape, double scale, double power) {
  if (auto problem = refused_unless_positive("power", power)) return *problem;
  return with_positive({"shape", shape}, {"scale", scale}, [&] {
    const double q = 1 / std::sqrt(shape);
    return checked(GeneralizedGamma{
        .mu = std::log(scale) + std::log(shape) / power, .sigma = q / power, .q = q});
  });
}

inline Fitted generalized_gamma_from_median(double median, double sigma, double q) {
  return with_positive({"median", median}, {"sigma", sigma}, [&] {
    Fitted standard = checked(GeneralizedGamma{.mu = 0, .sigma = sigma, .q = q});
    if (!standard.value) return standard;
    const double log_median = std::log(standard.value->tail_quantile(Tail::Lower, 0.5));
    return checked(GeneralizedGamma{.mu = std::log(median) - log_median, .sigma = sigma, .q = q});
  });
}

inline const Declaration& GeneralizedGamma::declaration() {
  static constexpr Parameter parameters[] = {
      {"exp_mu", Quantity::Time, "20 d", "exp of flexsurv's `mu`, which is the log of a time"},
      {"sigma", Quantity::Ratio, "0.8", "spread of the logarithm, as in flexsurv"},
      {"q", Quantity::Number, "0.5", "flexsurv's `Q`; 1: Weibull, sigma: gamma, 0: lognormal"},
      {"median", Quantity::Time, "20 d"},
      {"shape", Quantity::Ratio, "2", "of a gamma variable G; the time is scale G^(1 / power)"},
      {"scale", Quantity::Time, "10 d"},
      {"power", Quantity::Ratio, "1.5"},
  };
  static constexpr Form forms[] = {
      {"exp_mu sigma q",
       [](const ParameterValues& given) {
         return generalized_gamma_from_prentice(given["exp_mu"], given["sigma"], given["q"]);
       }},
      {"median sigma q",
       [](const ParameterValues& given) {
         return generalized_gamma_from_median(given["median"], given["sigma"], given["q"]);
       }},
      {"shape scale power",
       [](const ParameterValues& given) {
         return generalized_gamma_from_stacy(given["shape"], given["scale"], given["power"]);
       }},
  };
  static constexpr Declaration declaration = {.name = "generalized_gamma",
                                              .example = "{exp_mu: 20 d, sigma: 0.8, q: 0.5}",
                                              .meaning = "between Weibull, gamma and lognormal",
                                              .parameters = parameters,
                                              .forms = forms};
  return declaration;
}

}  // namespace stepdown::sim
