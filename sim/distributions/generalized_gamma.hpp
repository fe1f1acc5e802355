#pragma once

#include "sim/distributions/family.hpp"

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

}  // namespace stepdown::sim
