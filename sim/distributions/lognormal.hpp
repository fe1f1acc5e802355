#pragma once

#include "sim/distributions/family.hpp"

#include <optional>
#include <string>

namespace stepdown::sim {

/// exp of a normal variable with mean `mu` and standard deviation `sigma`; the median is exp(mu).
struct Lognormal {
  double mu = 0;
  double sigma = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Lognormal&, const Lognormal&) = default;
};

[[nodiscard]] Fitted lognormal_from_mean_sd(double mean, double sd);
[[nodiscard]] Fitted lognormal_from_mean_cv(double mean, double cv);
/// A lognormal has its mean above its median.
[[nodiscard]] Fitted lognormal_from_median_mean(double median, double mean);
/// `sigma` is the standard deviation of the logarithm.
[[nodiscard]] Fitted lognormal_from_median_sigma(double median, double sigma);
[[nodiscard]] Fitted lognormal_from_quantiles(QuantilePoint a, QuantilePoint b);

}  // namespace stepdown::sim
