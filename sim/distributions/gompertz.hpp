#pragma once

#include "sim/distributions/family.hpp"

#include <string>

namespace stepdown::sim {

/// Hazard rate x exp(shape x), both a day: it grows (shape above 0), stays (0) or dies out (below
/// 0). Then the event never happens with probability exp(rate / shape), as in flexsurv.
struct Gompertz {
  double shape = 0;
  double rate = 1;

  [[nodiscard]] double hazard_up_to(double x) const;
  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] double never() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Gompertz&, const Gompertz&) = default;
};

/// In the terms of flexsurv's dgompertz.
[[nodiscard]] Fitted gompertz_from_shape_rate(double shape, double rate);
[[nodiscard]] Fitted gompertz_from_median_shape(double median, double shape);
/// Any two quantiles: the shape is found numerically and may be negative.
[[nodiscard]] Fitted gompertz_from_quantiles(QuantilePoint a, QuantilePoint b);

}  // namespace stepdown::sim
