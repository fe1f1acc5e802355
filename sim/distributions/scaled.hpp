#pragma once

#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/text.hpp"
#include "sim/distributions/truncated.hpp"

#include <optional>
#include <string>

namespace stepdown::sim {

/// `base` times `factor`.
struct Scaled {
  Distribution base;
  double factor = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool has_quantile_formula() const;
  [[nodiscard]] bool is_lattice() const;
  [[nodiscard]] double never() const;
  friend bool operator==(const Scaled&, const Scaled&) = default;
};

/// `base` times `factor`: the same shape, another length.
[[nodiscard]] Fitted scaled(const Distribution& base, double factor);

inline double Scaled::tail(Tail side, double x) const {
  return base.tail(side, x / factor);
}

inline double Scaled::tail_quantile(Tail side, double w) const {
  return factor * base.tail_quantile(side, w);
}

inline double Scaled::density(double x) const {
  return base.density(x / factor) / factor;
}

inline Moments Scaled::moments() const {
  const Moments plain = base.moments();
  return {.mean = factor * plain.mean, .variance = factor * factor * plain.variance};
}

inline Range Scaled::range() const {
  const Range plain = base.range();
  return {.low = factor * plain.low, .high = factor * plain.high};
}

inline std::optional<Distribution> Scaled::between(double from, double to) const {
  return Scaled{
      .base = Truncated{.base = base, .low = from / factor, .high = to / factor}.resolved(),
      .factor = factor};
}

inline bool Scaled::has_quantile_formula() const {
  return base.has_quantile_formula();
}

inline bool Scaled::is_lattice() const {
  return sim::is_lattice(base);
}

inline double Scaled::never() const {
  return base.never();
}

inline std::string Scaled::problem() const {
  return first_problem(positive_problem("factor", factor), problem_with(base));
}

inline std::string Scaled::text() const {
  return short_number(factor) + " times " + describe(base);
}

inline Fitted scaled(const Distribution& base, double factor) {
  return checked(Scaled{.base = base, .factor = factor});
}

}  // namespace stepdown::sim
