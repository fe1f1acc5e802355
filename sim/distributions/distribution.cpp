#include "sim/distributions/distribution.hpp"

#include "sim/contract.hpp"
#include "sim/distributions/constant.hpp"

#include <cmath>

namespace stepdown::sim {

Distribution::Distribution() : Distribution(Constant{}) {}

std::optional<double> Distribution::hazard_up_to(double x) const {
  return law_->hazard_up_to(x);
}

std::optional<Moments> Distribution::moments_between(double from, double to) const {
  return law_->moments_between(from, to);
}

std::optional<Distribution> Distribution::between(double from, double to) const {
  return law_->between(from, to);
}

Range Distribution::range_between(double from, double to) const {
  return law_->range_between(from, to);
}

std::string problem_with(const Distribution& distribution) {
  return distribution.problem();
}

std::string describe(const Distribution& distribution) {
  return distribution.text();
}

double mean(const Distribution& distribution) {
  return distribution.moments().mean;
}

double variance(const Distribution& distribution) {
  return distribution.moments().variance;
}

double coefficient_of_variation(const Distribution& distribution) {
  const auto [mean, variance] = distribution.moments();
  if (variance <= 0) return 0;
  return std::isinf(variance) ? infinity : std::sqrt(variance) / mean;
}

double cdf(const Distribution& distribution, double x) {
  if (x < 0) return 0;
  return std::isinf(x) ? 1 - distribution.never() : distribution.tail(Tail::Lower, x);
}

double survival(const Distribution& distribution, double x) {
  if (x < 0) return 1;
  return std::isinf(x) ? distribution.never() : distribution.tail(Tail::Upper, x);
}

double pdf(const Distribution& distribution, double x) {
  return x >= 0 && std::isfinite(x) ? distribution.density(x) : 0;
}

double cumulative_hazard(const Distribution& distribution, double x) {
  if (x >= 0 && std::isfinite(x)) {
    if (const auto hazard = distribution.hazard_up_to(x)) return *hazard;
  }
  const double over = cdf(distribution, x);
  return over < 0.5 ? -std::log1p(-over) : -std::log(survival(distribution, x));
}

double quantile(const Distribution& distribution, double p) {
  expects(p >= 0 && p <= 1, "a quantile is asked for with a probability");
  if (p <= 0) return lowest(distribution);
  if (p >= 1) return highest(distribution);
  return p <= 0.5 ? distribution.tail_quantile(Tail::Lower, p)
                  : distribution.tail_quantile(Tail::Upper, 1 - p);
}

double quantile_of_survival(const Distribution& distribution, double q) {
  expects(q >= 0 && q <= 1, "a quantile is asked for with a probability");
  if (q <= 0) return highest(distribution);
  if (q >= 1) return lowest(distribution);
  return q < 0.5 ? distribution.tail_quantile(Tail::Upper, q)
                 : distribution.tail_quantile(Tail::Lower, 1 - q);
}

double lowest(const Distribution& distribution) {
  return distribution.range().low;
}

double highest(const Distribution& distribution) {
  return distribution.range().high;
}

bool is_lattice(const Distribution& distribution) {
  return distribution.is_lattice();
}

}  // namespace stepdown::sim
