#pragma once

#include "sim/distributions/family.hpp"

#include <optional>
#include <string>

namespace stepdown::sim {

/// Always the same value.
struct Constant {
  double value = 0;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Constant&, const Constant&) = default;
};

[[nodiscard]] Fitted constant(double value);

}  // namespace stepdown::sim
