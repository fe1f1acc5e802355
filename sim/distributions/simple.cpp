#include "sim/distributions/kernels.hpp"
#include "sim/distributions/special.hpp"

#include <cmath>
#include <numbers>

namespace stepdown::sim::kernels {

namespace {

Gamma as_gamma(const Erlang& law) {
  return {.shape = static_cast<double>(law.phases), .scale = law.mean / law.phases};
}

}  // namespace

double hazard_of(Tail side, double w) {
  return side == Tail::Lower ? -std::log1p(-w) : -std::log(w);
}

double tail_of_hazard(Tail side, double hazard) {
  return side == Tail::Lower ? -std::expm1(-hazard) : std::exp(-hazard);
}

double tail(const Constant& law, Tail side, double x) {
  return (x >= law.value) == (side == Tail::Lower) ? 1 : 0;
}

double tail_quantile(const Constant& law, Tail /*side*/, double /*w*/) {
  return law.value;
}

double density(const Constant& /*law*/, double /*x*/) {
  return 0;
}

Moments moments(const Constant& law) {
  return {.mean = law.value, .variance = 0};
}

Range range(const Constant& law) {
  return {.low = law.value, .high = law.value};
}

double hazard_up_to(const Exponential& law, double x) {
  return x / law.mean;
}

double tail(const Exponential& law, Tail side, double x) {
  return tail_of_hazard(side, hazard_up_to(law, x));
}

double tail_quantile(const Exponential& law, Tail side, double w) {
  return law.mean * hazard_of(side, w);
}

double density(const Exponential& law, double x) {
  return std::exp(-x / law.mean) / law.mean;
}

Moments moments(const Exponential& law) {
  return {.mean = law.mean, .variance = law.mean * law.mean};
}

Range range(const Exponential& /*law*/) {
  return {};
}

double tail(const Erlang& law, Tail side, double x) {
  return tail(as_gamma(law), side, x);
}

double tail_quantile(const Erlang& law, Tail side, double w) {
  return tail_quantile(as_gamma(law), side, w);
}

double density(const Erlang& law, double x) {
  return density(as_gamma(law), x);
}

Moments moments(const Erlang& law) {
  return {.mean = law.mean, .variance = law.mean * law.mean / law.phases};
}

Range range(const Erlang& /*law*/) {
  return {};
}

double tail(const Gamma& law, Tail side, double x) {
  return side == Tail::Lower ? special::gamma_lower(law.shape, x / law.scale)
                             : special::gamma_upper(law.shape, x / law.scale);
}

double tail_quantile(const Gamma& law, Tail side, double w) {
  return law.scale * (side == Tail::Lower ? special::gamma_lower_inverse(law.shape, w)
                                          : special::gamma_upper_inverse(law.shape, w));
}

double density(const Gamma& law, double x) {
  return special::gamma_density(law.shape, x / law.scale) / law.scale;
}

Moments moments(const Gamma& law) {
  return {.mean = law.shape * law.scale, .variance = law.shape * law.scale * law.scale};
}

Range range(const Gamma& /*law*/) {
  return {};
}

double tail(const Lognormal& law, Tail side, double x) {
  const double z = (std::log(x) - law.mu) / law.sigma;
  return side == Tail::Lower ? special::normal_lower(z) : special::normal_upper(z);
}

double tail_quantile(const Lognormal& law, Tail side, double w) {
  const double z = special::normal_upper_inverse(w);
  return std::exp(law.mu + law.sigma * (side == Tail::Upper ? z : -z));
}

double density(const Lognormal& law, double x) {
  if (x <= 0) return 0;
  return special::normal_density((std::log(x) - law.mu) / law.sigma) / (law.sigma * x);
}

// mean = exp(mu + sigma^2 / 2), variance = mean^2 (exp(sigma^2) - 1)
Moments moments(const Lognormal& law) {
  const double s2 = law.sigma * law.sigma;
  const double mean = std::exp(law.mu + s2 / 2);
  return {.mean = mean, .variance = mean * mean * std::expm1(s2)};
}

Range range(const Lognormal& /*law*/) {
  return {};
}

double hazard_up_to(const Weibull& law, double x) {
  return std::pow(x / law.scale, law.shape);
}

double tail(const Weibull& law, Tail side, double x) {
  return tail_of_hazard(side, hazard_up_to(law, x));
}

double tail_quantile(const Weibull& law, Tail side, double w) {
  return law.scale * std::pow(hazard_of(side, w), 1 / law.shape);
}

double density(const Weibull& law, double x) {
  const double hazard = hazard_up_to(law, x);
  const double slope = law.shape / law.scale * std::pow(x / law.scale, law.shape - 1);
  return slope * std::exp(-hazard);
}

// mean = scale Gamma(1 + 1/k), variance = scale^2 (Gamma(1 + 2/k) - Gamma(1 + 1/k)^2)
Moments moments(const Weibull& law) {
  const double log_first = special::log_gamma(1 + 1 / law.shape);
  const double log_second = special::log_gamma(1 + 2 / law.shape);
  const double mean = law.scale * std::exp(log_first);
  return {.mean = mean, .variance = mean * mean * std::expm1(log_second - 2 * log_first)};
}

Range range(const Weibull& /*law*/) {
  return {};
}

double tail(const LogLogistic& law, Tail side, double x) {
  const double odds = std::pow(x / law.median, law.shape);
  return 1 / (1 + (side == Tail::Upper ? odds : 1 / odds));
}

double tail_quantile(const LogLogistic& law, Tail side, double w) {
  const double odds = side == Tail::Upper ? (1 - w) / w : w / (1 - w);
  return law.median * std::pow(odds, 1 / law.shape);
}

double density(const LogLogistic& law, double x) {
  const double odds = std::pow(x / law.median, law.shape);
  const double slope = law.shape / law.median * std::pow(x / law.median, law.shape - 1);
  if (std::isinf(odds)) return 0;
  return slope / (1 + odds) / (1 + odds);
}

// With b = pi / shape: mean = median b / sin b, second moment = median^2 2b / sin 2b.
Moments moments(const LogLogistic& law) {
  const double b = std::numbers::pi / law.shape;
  const double mean = law.shape > 1 ? law.median * b / std::sin(b) : infinity;
  if (law.shape <= 2) return {.mean = mean, .variance = infinity};
  const double second = law.median * law.median * 2 * b / std::sin(2 * b);
  return {.mean = mean, .variance = second - mean * mean};
}

Range range(const LogLogistic& /*law*/) {
  return {};
}

}  // namespace stepdown::sim::kernels
