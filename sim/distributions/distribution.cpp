#include "sim/distributions/distribution.hpp"

#include "sim/contract.hpp"
#include "sim/distributions/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace stepdown::sim {

namespace kernels {

double tail(const Distribution& law, Tail side, double x) {
  return std::visit([side, x](const auto& family) { return tail(family, side, x); }, law.family());
}

double tail_quantile(const Distribution& law, Tail side, double w) {
  return std::visit([side, w](const auto& family) { return tail_quantile(family, side, w); },
                    law.family());
}

double density(const Distribution& law, double x) {
  return std::visit([x](const auto& family) { return density(family, x); }, law.family());
}

Moments moments(const Distribution& law) {
  return std::visit([](const auto& family) { return moments(family); }, law.family());
}

Range range(const Distribution& law) {
  return std::visit([](const auto& family) { return range(family); }, law.family());
}

namespace {

template <class Family>
double never(const Family& /*law*/) {
  return 0;
}

double never(const PiecewiseHazard& law) {
  if (law.hazards.back() > 0) return 0;
  return law.breakpoints.empty() ? 1 : tail(law, Tail::Upper, law.breakpoints.back());
}

double never(const Mixture& law) {
  double sum = 0;
  for (std::size_t i = 0; i < law.components.size(); ++i)
    sum += law.weights[i] * kernels::never(law.components[i]);
  return sum;
}

double never(const Truncated& law) {
  if (std::isfinite(law.high)) return 0;
  const double base = kernels::never(*law.base);
  if (base <= 0 || law.low <= 0) return base;
  return base / tail(*law.base, Tail::Upper, std::nextafter(law.low, 0.0));
}

double never(const Scaled& law) {
  return kernels::never(*law.base);
}

}  // namespace

double never(const Distribution& law) {
  return std::visit([](const auto& family) { return never(family); }, law.family());
}

}  // namespace kernels

using kernels::Tail;

double mean(const Distribution& distribution) {
  return kernels::moments(distribution).mean;
}

double variance(const Distribution& distribution) {
  return kernels::moments(distribution).variance;
}

double coefficient_of_variation(const Distribution& distribution) {
  const auto [mean, variance] = kernels::moments(distribution);
  if (variance <= 0) return 0;
  return std::isinf(variance) ? infinity : std::sqrt(variance) / mean;
}

double cdf(const Distribution& distribution, double x) {
  if (x < 0) return 0;
  return std::isinf(x) ? 1 - kernels::never(distribution)
                       : kernels::tail(distribution, Tail::Lower, x);
}

double survival(const Distribution& distribution, double x) {
  if (x < 0) return 1;
  return std::isinf(x) ? kernels::never(distribution) : kernels::tail(distribution, Tail::Upper, x);
}

double pdf(const Distribution& distribution, double x) {
  return x >= 0 && std::isfinite(x) ? kernels::density(distribution, x) : 0;
}

double cumulative_hazard(const Distribution& distribution, double x) {
  const auto by_formula = [x](const auto& law) -> std::optional<double> {
    if constexpr (requires { kernels::hazard_up_to(law, x); }) return kernels::hazard_up_to(law, x);
    return std::nullopt;
  };
  if (x >= 0 && std::isfinite(x)) {
    if (const auto hazard = std::visit(by_formula, distribution.family())) return *hazard;
  }
  const double over = cdf(distribution, x);
  return over < 0.5 ? -std::log1p(-over) : -std::log(survival(distribution, x));
}

double quantile(const Distribution& distribution, double p) {
  expects(p >= 0 && p <= 1, "a quantile is asked for with a probability");
  if (p <= 0) return lowest(distribution);
  if (p >= 1) return highest(distribution);
  return p <= 0.5 ? kernels::tail_quantile(distribution, Tail::Lower, p)
                  : kernels::tail_quantile(distribution, Tail::Upper, 1 - p);
}

double quantile_of_survival(const Distribution& distribution, double q) {
  expects(q >= 0 && q <= 1, "a quantile is asked for with a probability");
  if (q <= 0) return highest(distribution);
  if (q >= 1) return lowest(distribution);
  return q < 0.5 ? kernels::tail_quantile(distribution, Tail::Upper, q)
                 : kernels::tail_quantile(distribution, Tail::Lower, 1 - q);
}

double lowest(const Distribution& distribution) {
  return kernels::range(distribution).low;
}

double highest(const Distribution& distribution) {
  return kernels::range(distribution).high;
}

namespace {

template <class Family>
bool is_lattice_family(const Family& /*law*/) {
  return false;
}

bool is_lattice_family(const Constant& /*law*/) {
  return true;
}

bool is_lattice_family(const Geometric& /*law*/) {
  return true;
}

bool is_lattice_family(const Empirical& /*law*/) {
  return true;
}

bool is_lattice_family(const Mixture& law) {
  return std::ranges::all_of(law.components, is_lattice);
}

bool is_lattice_family(const Truncated& law) {
  return is_lattice(*law.base);
}

bool is_lattice_family(const Scaled& law) {
  return is_lattice(*law.base);
}

}  // namespace

bool is_lattice(const Distribution& distribution) {
  return std::visit([](const auto& family) { return is_lattice_family(family); },
                    distribution.family());
}

}  // namespace stepdown::sim
