#pragma once

#include "sim/distributions/family.hpp"

#include <string>

namespace stepdown::sim {

/// Beta on [low, high] with mean (low + weight x mode + high) / (weight + 2); PERT has weight 4.
struct BetaPert {
  double low = 0;
  double mode = 0.5;
  double high = 1;
  double weight = 4;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const BetaPert&, const BetaPert&) = default;
};

[[nodiscard]] Fitted pert_between(double low, double mode, double high, double weight = 4);
/// A share between 0 and 1: the beta distribution of that mean and standard deviation that has one
/// peak (both parameters at least 1), as a PERT over [0, 1].
[[nodiscard]] Fitted beta_from_mean_sd(double mean, double sd);

}  // namespace stepdown::sim
