#pragma once

#include "sim/distributions/declaration.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/tails.hpp"
#include "sim/distributions/text.hpp"
#include "sim/distributions/truncated.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::sim {

/// `components[i]` with probability `weights[i]` (they sum to 1).
struct Mixture {
  std::vector<double> weights;
  std::vector<Distribution> components;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] bool is_lattice() const;
  [[nodiscard]] double never() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Mixture&, const Mixture&) = default;
};

[[nodiscard]] Fitted mixture_of(std::vector<double> weights, std::vector<Distribution> components);

namespace mixture_details {

/// Sum over the components that can occur.
template <class Value>
double weighted(const Mixture& law, const Value& value) {
  double sum = 0;
  for (std::size_t i = 0; i < law.components.size(); ++i)
    if (law.weights[i] > 0) sum += law.weights[i] * value(law.components[i]);
  return sum;
}

}  // namespace mixture_details

inline double Mixture::tail(Tail side, double x) const {
  const auto part = [side, x](const Distribution& component) { return component.tail(side, x); };
  return std::min(1.0, mixture_details::weighted(*this, part));
}

inline double Mixture::tail_quantile(Tail side, double w) const {
  // It lies between the quantiles of the components; those are doubled if one of them is infinite.
  Range between{.low = infinity, .high = 0};
  double finite = 1;
  for (std::size_t i = 0; i < components.size(); ++i) {
    if (weights[i] <= 0) continue;
    const double x = components[i].tail_quantile(side, w);
    between = {.low = std::min(between.low, x), .high = std::max(between.high, x)};
    if (std::isfinite(x)) finite = std::max(finite, x);
  }
  const double highest_finite = std::numeric_limits<double>::max();
  if (between.high > highest_finite) {
    const double never_share = never();
    if (side == Tail::Upper ? never_share > w : 1 - never_share < w) return infinity;
    const auto reached = [&](double x) {
      return side == Tail::Upper ? tail(side, x) <= w : tail(side, x) >= w;
    };
    between.low = std::min(between.low, finite);
    between.high = finite;
    while (!reached(between.high) && between.high < highest_finite / 2)
      between.high *= 2;
    if (!reached(between.high)) return infinity;
  }
  return searched_quantile([&](double x) { return tail(side, x); }, side, w, between);
}

inline double Mixture::density(double x) const {
  return mixture_details::weighted(
      *this, [x](const Distribution& component) { return component.density(x); });
}

inline Moments Mixture::moments() const {
  const double mean = mixture_details::weighted(
      *this, [](const Distribution& component) { return component.moments().mean; });
  if (std::isinf(mean)) return {.mean = infinity, .variance = infinity};
  const auto spread = [mean](const Distribution& component) {
    const Moments own = component.moments();
    return own.variance + (own.mean - mean) * (own.mean - mean);
  };
  return {.mean = mean, .variance = mixture_details::weighted(*this, spread)};
}

inline Range Mixture::range() const {
  Range all{.low = infinity, .high = 0};
  for (std::size_t i = 0; i < components.size(); ++i) {
    if (weights[i] <= 0) continue;
    const Range own = components[i].range();
    all = {.low = std::min(all.low, own.low), .high = std::max(all.high, own.high)};
  }
  return all;
}

inline std::optional<Distribution> Mixture::between(double from, double to) const {
  Mixture kept;
  double total = 0;
  for (std::size_t i = 0; i < components.size(); ++i) {
    const Distribution& base = components[i];
    const double before = from > 0 ? std::nextafter(from, 0.0) : 0;
    const double at_least_low = from > 0 ? base.tail(Tail::Upper, before) : 1;
    const double below = from > 0 ? base.tail(Tail::Lower, before) : 0;
    const bool is_open = std::isinf(to);
    const double inside = at_least_low < 0.5
                              ? at_least_low - (is_open ? 0 : base.tail(Tail::Upper, to))
                              : (is_open ? 1 : base.tail(Tail::Lower, to)) - below;
    if (weights[i] * inside <= 0) continue;
    kept.weights.push_back(weights[i] * inside);
    kept.components.push_back(Truncated{.base = base, .low = from, .high = to}.resolved());
    total += kept.weights.back();
  }
  for (double& weight : kept.weights)
    weight /= total;
  return kept;
}

inline bool Mixture::is_lattice() const {
  return std::ranges::all_of(components, sim::is_lattice);
}

inline double Mixture::never() const {
  double sum = 0;
  for (std::size_t i = 0; i < components.size(); ++i)
    sum += weights[i] * components[i].never();
  return sum;
}

inline std::string Mixture::problem() const {
  if (components.empty()) return expected_text("at least one component", 0);
  for (const Distribution& component : components)
    if (std::string text = problem_with(component); !text.empty()) return text;
  return first_problem(same_length_problem("a list of weights", components.size(), weights.size()),
                       weights_problem(weights));
}

inline std::string Mixture::text() const {
  return "mixture of " + weighted_list(weights, components, describe);
}

inline Fitted mixture_of(std::vector<double> weights, std::vector<Distribution> components) {
  return checked(Mixture{.weights = std::move(weights), .components = std::move(components)});
}

inline const Declaration& Mixture::declaration() {
  static constexpr Parameter parameters[] = {
      {"share", Quantity::Share, "0.6", "those of a mixture sum to 1"},
      {"of", Quantity::Distribution, "{exponential: {mean: 5 d}}"},
  };
  static constexpr Declaration declaration = {
      .name = "mixture",
      .example = "[{share: 0.6, of: 5 d}, {share: 0.4, of: 20 d}]",
      .meaning = "one of several, each with its share",
      .body = Declaration::Body::Parts,
      .parameters = parameters};
  return declaration;
}

}  // namespace stepdown::sim
