#pragma once

#include "sim/distributions/family.hpp"
#include "sim/distributions/indirect.hpp"

#include <optional>
#include <string>
#include <vector>

namespace stepdown::sim {

/// `base`, given that it lies in [low, high]. With `high` = +infinity an event that may never
/// happen (see `PiecewiseHazard`) still may never happen.
struct Truncated {
  Indirect<Distribution> base;
  double low = 0;
  double high = infinity;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::vector<double> kinks() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool has_quantile_formula() const;
  [[nodiscard]] bool is_lattice() const;
  [[nodiscard]] double never() const;
  /// The same law without the cut, where the base has that form; otherwise unchanged.
  [[nodiscard]] Distribution resolved() const;
  friend bool operator==(const Truncated& a, const Truncated& b);
};

/// `base` given that it lies in [low, high]; needs some probability there.
[[nodiscard]] Fitted truncated(const Distribution& base, double low, double high);

}  // namespace stepdown::sim
