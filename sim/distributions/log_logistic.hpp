#pragma once

#include "sim/distributions/family.hpp"

#include <string>

namespace stepdown::sim {

/// S(x) = 1 / (1 + (x / median)^shape). The mean is infinite for shape <= 1, the variance for <= 2.
struct LogLogistic {
  double shape = 2;
  double median = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const LogLogistic&, const LogLogistic&) = default;
};

[[nodiscard]] Fitted loglogistic_from_median_shape(double median, double shape);
[[nodiscard]] Fitted loglogistic_from_quantiles(QuantilePoint a, QuantilePoint b);

}  // namespace stepdown::sim
