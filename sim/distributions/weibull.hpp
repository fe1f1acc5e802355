#pragma once

#include "sim/distributions/family.hpp"

#include <optional>
#include <string>

namespace stepdown::sim {

/// S(x) = exp(-(x / scale)^shape).
struct Weibull {
  double shape = 1;
  double scale = 1;

  [[nodiscard]] double hazard_up_to(double x) const;
  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Weibull&, const Weibull&) = default;
};

[[nodiscard]] Fitted weibull_from_shape_scale(double shape, double scale);
/// Shape found numerically; 0.005 <= cv <= 100 can be reached.
[[nodiscard]] Fitted weibull_from_mean_cv(double mean, double cv);
[[nodiscard]] Fitted weibull_from_mean_sd(double mean, double sd);
[[nodiscard]] Fitted weibull_from_shape_mean(double shape, double mean);
[[nodiscard]] Fitted weibull_from_median_shape(double median, double shape);
[[nodiscard]] Fitted weibull_from_quantiles(QuantilePoint a, QuantilePoint b);

}  // namespace stepdown::sim
