#pragma once

#include "sim/distributions/family.hpp"

#include <optional>
#include <string>

namespace stepdown::sim {

/// A review every `interval` days that ends the time with probability `probability`: the values are
/// interval, 2 x interval, ...
struct Geometric {
  double interval = 1;
  double probability = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] Range range_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Geometric&, const Geometric&) = default;
};

[[nodiscard]] Fitted geometric_review(double interval, double probability);

}  // namespace stepdown::sim
