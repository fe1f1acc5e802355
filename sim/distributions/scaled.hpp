#pragma once

#include "sim/distributions/family.hpp"
#include "sim/distributions/indirect.hpp"

#include <optional>
#include <string>

namespace stepdown::sim {

/// `base` times `factor`.
struct Scaled {
  Indirect<Distribution> base;
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
  friend bool operator==(const Scaled& a, const Scaled& b);
};

/// `base` times `factor`: the same shape, another length.
[[nodiscard]] Fitted scaled(const Distribution& base, double factor);

}  // namespace stepdown::sim
