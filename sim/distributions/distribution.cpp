#include "sim/distributions/distribution.hpp"

#include "sim/contract.hpp"
#include "sim/distributions/declaration.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace stepdown::sim {

double Distribution::tail(Tail side, double x) const {
  return std::visit([side, x](const auto& law) { return law.tail(side, x); }, family());
}

double Distribution::tail_quantile(Tail side, double w) const {
  return std::visit([side, w](const auto& law) { return law.tail_quantile(side, w); }, family());
}

Moments Distribution::moments() const {
  return std::visit([](const auto& law) { return law.moments(); }, family());
}

// The rest asks families that have something to say, and answers for the others.

double Distribution::density(double x) const {
  const auto of = [x](const auto& law) {
    if constexpr (requires { law.density(x); }) return law.density(x);
    return 0.0;
  };
  return std::visit(of, family());
}

Range Distribution::range() const {
  const auto of = [](const auto& law) {
    if constexpr (requires { law.range(); }) return law.range();
    return Range{};
  };
  return std::visit(of, family());
}

double Distribution::never() const {
  const auto of = [](const auto& law) {
    if constexpr (requires { law.never(); }) return law.never();
    return 0.0;
  };
  return std::visit(of, family());
}

std::optional<double> Distribution::hazard_up_to(double x) const {
  const auto of = [x](const auto& law) -> std::optional<double> {
    if constexpr (requires { law.hazard_up_to(x); }) return law.hazard_up_to(x);
    return std::nullopt;
  };
  return std::visit(of, family());
}

bool Distribution::has_quantile_formula() const {
  const auto of = [](const auto& law) {
    if constexpr (requires { law.has_quantile_formula(); }) return law.has_quantile_formula();
    return true;
  };
  return std::visit(of, family());
}

std::optional<Moments> Distribution::moments_between(double from, double to) const {
  const auto of = [from, to](const auto& law) -> std::optional<Moments> {
    if constexpr (requires { law.moments_between(from, to); }) return law.moments_between(from, to);
    return std::nullopt;
  };
  return std::visit(of, family());
}

std::optional<Distribution> Distribution::between(double from, double to) const {
  const auto of = [from, to](const auto& law) -> std::optional<Distribution> {
    if constexpr (requires { law.between(from, to); }) return law.between(from, to);
    return std::nullopt;
  };
  return std::visit(of, family());
}

Range Distribution::range_between(double from, double to) const {
  const auto of = [this, from, to](const auto& law) {
    if constexpr (requires { law.range_between(from, to); }) return law.range_between(from, to);
    const Range all = range();
    return Range{.low = std::max(all.low, from), .high = std::min(all.high, to)};
  };
  return std::visit(of, family());
}

std::vector<double> Distribution::kinks() const {
  const auto of = [](const auto& law) -> std::vector<double> {
    if constexpr (requires { law.kinks(); }) return law.kinks();
    return {};
  };
  return std::visit(of, family());
}

namespace {

template <std::size_t... Index>
std::vector<const Declaration*> declared(std::index_sequence<Index...> /*families*/) {
  std::vector<const Declaration*> all;
  const auto add = [&all]<class Family>(std::in_place_type_t<Family> /*family*/) {
    if constexpr (requires { Family::declaration(); }) all.push_back(&Family::declaration());
  };
  (add(std::in_place_type<std::variant_alternative_t<Index, DistributionFamily>>), ...);
  return all;
}

}  // namespace

std::span<const Declaration* const> family_declarations() {
  static const std::vector<const Declaration*> all =
      declared(std::make_index_sequence<std::variant_size_v<DistributionFamily>>{});
  return all;
}

std::string problem_with(const Distribution& distribution) {
  return std::visit([](const auto& law) { return law.problem(); }, distribution.family());
}

std::string describe(const Distribution& distribution) {
  return std::visit([](const auto& law) { return law.text(); }, distribution.family());
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
  const auto of = [](const auto& law) {
    if constexpr (requires { law.is_lattice(); }) return law.is_lattice();
    return !requires { law.density(0.0); };
  };
  return std::visit(of, distribution.family());
}

}  // namespace stepdown::sim
