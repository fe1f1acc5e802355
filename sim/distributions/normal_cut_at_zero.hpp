#pragma once

#include "sim/distributions/family.hpp"

#include <string>

namespace stepdown::sim {

/// A normal variable, given that it is not negative. `location` and `spread` are the mean and the
/// standard deviation before the cut; `mean` and `variance` answer for the cut one.
struct NormalCutAtZero {
  double location = 1;
  double spread = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const NormalCutAtZero&, const NormalCutAtZero&) = default;
};

/// The normal cut at zero that *has* this mean and standard deviation after the cut; needs sd <
/// mean.
[[nodiscard]] Fitted normal_from_mean_sd(double mean, double sd);
/// The normal whose mean and standard deviation before the cut are these.
[[nodiscard]] Fitted normal_before_cut(double location, double spread);

}  // namespace stepdown::sim
