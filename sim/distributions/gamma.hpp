#pragma once

#include "sim/distributions/family.hpp"

#include <optional>
#include <string>

namespace stepdown::sim {

/// Mean shape x scale, variance shape x scale^2.
struct Gamma {
  double shape = 1;
  double scale = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Gamma&, const Gamma&) = default;
};

[[nodiscard]] Fitted gamma_from_mean_cv(double mean, double cv);
[[nodiscard]] Fitted gamma_from_mean_sd(double mean, double sd);
[[nodiscard]] Fitted gamma_from_shape_mean(double shape, double mean);
[[nodiscard]] Fitted gamma_from_shape_scale(double shape, double scale);
/// Shape found numerically.
[[nodiscard]] Fitted gamma_from_median_mean(double median, double mean);
[[nodiscard]] Fitted gamma_from_quantiles(QuantilePoint a, QuantilePoint b);

}  // namespace stepdown::sim
