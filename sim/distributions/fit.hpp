#pragma once

#include "sim/distributions/distribution.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::sim {

/// Distributions from what people know about them. Lengths are in days.

/// A distribution, or the reason why there is none: "expected a mean above the median, got ...".
struct Fitted {
  std::optional<Distribution> value;
  std::string problem;
};

/// "A share of `probability` is at most `value`."
struct QuantilePoint {
  double probability = 0.5;
  double value = 0;
};

/// "expected <wanted>, got <got>": a fit that is impossible.
[[nodiscard]] Fitted refused(std::string_view wanted, double got);

/// Any plain family, checked.
[[nodiscard]] Fitted checked(Distribution distribution);

[[nodiscard]] Fitted constant(double value);
[[nodiscard]] Fitted exponential_from_mean(double mean);
[[nodiscard]] Fitted exponential_from_median(double median);
[[nodiscard]] Fitted erlang_from_mean(int phases, double mean);

[[nodiscard]] Fitted gamma_from_mean_cv(double mean, double cv);
[[nodiscard]] Fitted gamma_from_mean_sd(double mean, double sd);
[[nodiscard]] Fitted gamma_from_shape_mean(double shape, double mean);
[[nodiscard]] Fitted gamma_from_shape_scale(double shape, double scale);
/// Shape found numerically.
[[nodiscard]] Fitted gamma_from_median_mean(double median, double mean);
[[nodiscard]] Fitted gamma_from_quantiles(QuantilePoint a, QuantilePoint b);

[[nodiscard]] Fitted lognormal_from_mean_sd(double mean, double sd);
[[nodiscard]] Fitted lognormal_from_mean_cv(double mean, double cv);
/// A lognormal has its mean above its median.
[[nodiscard]] Fitted lognormal_from_median_mean(double median, double mean);
/// `sigma` is the standard deviation of the logarithm.
[[nodiscard]] Fitted lognormal_from_median_sigma(double median, double sigma);
[[nodiscard]] Fitted lognormal_from_quantiles(QuantilePoint a, QuantilePoint b);

[[nodiscard]] Fitted weibull_from_shape_scale(double shape, double scale);
/// Shape found numerically; 0.005 <= cv <= 100 can be reached.
[[nodiscard]] Fitted weibull_from_mean_cv(double mean, double cv);
[[nodiscard]] Fitted weibull_from_mean_sd(double mean, double sd);
[[nodiscard]] Fitted weibull_from_shape_mean(double shape, double mean);
[[nodiscard]] Fitted weibull_from_median_shape(double median, double shape);
[[nodiscard]] Fitted weibull_from_quantiles(QuantilePoint a, QuantilePoint b);

[[nodiscard]] Fitted loglogistic_from_median_shape(double median, double shape);
[[nodiscard]] Fitted loglogistic_from_quantiles(QuantilePoint a, QuantilePoint b);

[[nodiscard]] Fitted uniform_between(double low, double high);
[[nodiscard]] Fitted triangular_between(double low, double mode, double high);
[[nodiscard]] Fitted pert_between(double low, double mode, double high, double weight = 4);
/// A share between 0 and 1: the beta distribution of that mean and standard deviation that has one
/// peak (both parameters at least 1), as a PERT over [0, 1].
[[nodiscard]] Fitted beta_from_mean_sd(double mean, double sd);

/// The normal cut at zero that *has* this mean and standard deviation after the cut; needs sd <
/// mean.
[[nodiscard]] Fitted normal_from_mean_sd(double mean, double sd);
/// The normal whose mean and standard deviation before the cut are these.
[[nodiscard]] Fitted normal_before_cut(double location, double spread);

[[nodiscard]] Fitted coxian_from_rates(std::vector<double> rates,
                                       std::vector<double> continuations);
/// Two moments: two phases for cv^2 >= 1/2 (Marie 1980), a mixed Erlang of k phases for
/// 1/k <= cv^2 (Sauer and Chandy 1975); cv >= 0.1.
[[nodiscard]] Fitted coxian_from_mean_cv(double mean, double cv);

/// Two branches with equal shares of the mean ("balanced means"); needs cv > 1.
[[nodiscard]] Fitted hyperexponential_from_mean_cv(double mean, double cv);
[[nodiscard]] Fitted hyperexponential_from_weights(std::vector<double> weights,
                                                   std::vector<double> means);
[[nodiscard]] Fitted mixture_of(std::vector<double> weights, std::vector<Distribution> components);

[[nodiscard]] Fitted piecewise_hazard(std::vector<double> breakpoints, std::vector<double> hazards);
[[nodiscard]] Fitted geometric_review(double interval, double probability);

/// Values in any order, repeats allowed; weights of any positive sum, or none for equal weights.
[[nodiscard]] Fitted empirical_values(const std::vector<double>& values,
                                      const std::vector<double>& weights = {});
/// Weights of any positive sum.
[[nodiscard]] Fitted empirical_bins(std::vector<double> edges, std::vector<double> weights);

/// `base` given that it lies in [low, high]; needs some probability there.
[[nodiscard]] Fitted truncated(const Distribution& base, double low, double high);
/// `base` times `factor`: the same shape, another length.
[[nodiscard]] Fitted scaled(const Distribution& base, double factor);

}  // namespace stepdown::sim
