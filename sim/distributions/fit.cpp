#include "sim/distributions/fit.hpp"

#include "sim/distributions/special.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <string_view>
#include <utility>

namespace stepdown::sim {

Fitted refused(std::string_view wanted, double got) {
  std::string text{"expected "};
  text += wanted;
  text += ", got ";
  text += short_number(got);
  return {.value = std::nullopt, .problem = std::move(text)};
}

namespace {

bool is_positive(double x) {
  return x > 0 && std::isfinite(x);
}

std::optional<Fitted> not_positive(std::string_view name, double x) {
  if (is_positive(x)) return std::nullopt;
  return refused(std::string{"a positive "}.append(name), x);
}

/// Makes a distribution of two positive numbers, or says which one is not positive.
Fitted with_positive(std::pair<std::string_view, double> a,
                     std::pair<std::string_view, double> b,
                     const std::function<Fitted()>& make) {
  if (auto problem = not_positive(a.first, a.second)) return *problem;
  if (auto problem = not_positive(b.first, b.second)) return *problem;
  return make();
}

/// Two quantiles in the order of their probabilities, checked.
struct QuantilePair {
  QuantilePoint low;
  QuantilePoint high;
  std::optional<Fitted> problem;
};

QuantilePair ordered(QuantilePoint a, QuantilePoint b) {
  if (b.probability < a.probability) std::swap(a, b);
  QuantilePair pair{.low = a, .high = b, .problem = std::nullopt};
  for (const QuantilePoint& point : {a, b}) {
    if (!(point.probability > 0 && point.probability < 1))
      pair.problem = refused("quantiles for probabilities between 0 and 1", point.probability);
    else if (!is_positive(point.value))
      pair.problem = refused("positive quantiles", point.value);
  }
  if (!pair.problem && !(b.probability > a.probability))
    pair.problem = refused("quantiles for two different probabilities", b.probability);
  if (!pair.problem && !(b.value > a.value))
    pair.problem = refused("a quantile above " + short_number(a.value), b.value);
  return pair;
}

double normal_quantile(double p) {
  return -special::normal_upper_inverse(p);
}

/// The shape in [low, high] at which the falling function reaches `wanted`, if there is one.
std::optional<double> shape_where(const std::function<double(double)>& falling,
                                  double wanted,
                                  double low,
                                  double high) {
  if (!(falling(low) >= wanted && falling(high) <= wanted)) return std::nullopt;
  return special::first_not_negative(
      [&](double shape) { return wanted - falling(shape); }, low, high);
}

}  // namespace

Fitted checked(Distribution distribution) {
  std::string problem = problem_with(distribution);
  if (!problem.empty()) return {.value = std::nullopt, .problem = std::move(problem)};
  return {.value = std::move(distribution), .problem = {}};
}

Fitted constant(double value) {
  return checked(Constant{.value = value});
}

Fitted exponential_from_mean(double mean) {
  return checked(Exponential{.mean = mean});
}

Fitted exponential_from_median(double median) {
  if (auto problem = not_positive("median", median)) return *problem;
  return checked(Exponential{.mean = median / std::numbers::ln2});
}

Fitted erlang_from_mean(int phases, double mean) {
  return checked(Erlang{.phases = phases, .mean = mean});
}

// cv = 1 / sqrt(shape)
Fitted gamma_from_mean_cv(double mean, double cv) {
  return with_positive({"mean", mean}, {"cv", cv}, [&] {
    return checked(Gamma{.shape = 1 / (cv * cv), .scale = mean * cv * cv});
  });
}

Fitted gamma_from_mean_sd(double mean, double sd) {
  return with_positive({"mean", mean}, {"standard deviation", sd}, [&] {
    return gamma_from_mean_cv(mean, sd / mean);
  });
}

Fitted gamma_from_shape_mean(double shape, double mean) {
  return with_positive({"shape", shape}, {"mean", mean}, [&] {
    return checked(Gamma{.shape = shape, .scale = mean / shape});
  });
}

Fitted gamma_from_shape_scale(double shape, double scale) {
  return checked(Gamma{.shape = shape, .scale = scale});
}

Fitted gamma_from_median_mean(double median, double mean) {
  return with_positive({"median", median}, {"mean", mean}, [&] {
    const auto mean_over_median = [](double shape) {
      return shape / special::gamma_lower_inverse(shape, 0.5);
    };
    const auto shape = shape_where(mean_over_median, mean / median, 0.05, 1e4);
    if (!shape) return refused("a mean above the median of " + short_number(median), mean);
    return checked(Gamma{.shape = *shape, .scale = mean / *shape});
  });
}

Fitted gamma_from_quantiles(QuantilePoint a, QuantilePoint b) {
  const QuantilePair pair = ordered(a, b);
  if (pair.problem) return *pair.problem;
  const auto quantile_at = [](double shape, double p) {
    return p < 0.5 ? special::gamma_lower_inverse(shape, p)
                   : special::gamma_upper_inverse(shape, 1 - p);
  };
  const auto ratio = [&](double shape) {
    return quantile_at(shape, pair.high.probability) / quantile_at(shape, pair.low.probability);
  };
  const auto shape = shape_where(ratio, pair.high.value / pair.low.value, 0.05, 1e4);
  if (!shape)
    return refused("quantiles whose ratio a gamma distribution can have",
                   pair.high.value / pair.low.value);
  const double scale = pair.high.value / quantile_at(*shape, pair.high.probability);
  return checked(Gamma{.shape = *shape, .scale = scale});
}

// sigma^2 = log(1 + cv^2), mu = log(mean) - sigma^2 / 2
Fitted lognormal_from_mean_cv(double mean, double cv) {
  return with_positive({"mean", mean}, {"cv", cv}, [&] {
    const double s2 = std::log1p(cv * cv);
    return checked(Lognormal{.mu = std::log(mean) - s2 / 2, .sigma = std::sqrt(s2)});
  });
}

Fitted lognormal_from_mean_sd(double mean, double sd) {
  return with_positive({"mean", mean}, {"standard deviation", sd}, [&] {
    return lognormal_from_mean_cv(mean, sd / mean);
  });
}

// mean / median = exp(sigma^2 / 2)
Fitted lognormal_from_median_mean(double median, double mean) {
  return with_positive({"median", median}, {"mean", mean}, [&] {
    if (!(mean > median))
      return refused("a mean above the median of " + short_number(median), mean);
    return checked(
        Lognormal{.mu = std::log(median), .sigma = std::sqrt(2 * std::log(mean / median))});
  });
}

Fitted lognormal_from_median_sigma(double median, double sigma) {
  return with_positive({"median", median}, {"sigma", sigma}, [&] {
    return checked(Lognormal{.mu = std::log(median), .sigma = sigma});
  });
}

Fitted lognormal_from_quantiles(QuantilePoint a, QuantilePoint b) {
  const QuantilePair pair = ordered(a, b);
  if (pair.problem) return *pair.problem;
  const double z_low = normal_quantile(pair.low.probability);
  const double z_high = normal_quantile(pair.high.probability);
  const double sigma = std::log(pair.high.value / pair.low.value) / (z_high - z_low);
  return checked(Lognormal{.mu = std::log(pair.low.value) - sigma * z_low, .sigma = sigma});
}

Fitted weibull_from_shape_scale(double shape, double scale) {
  return checked(Weibull{.shape = shape, .scale = scale});
}

// 1 + cv^2 = Gamma(1 + 2/k) / Gamma(1 + 1/k)^2
Fitted weibull_from_mean_cv(double mean, double cv) {
  return with_positive({"mean", mean}, {"cv", cv}, [&] {
    const auto log_moment_ratio = [](double k) {
      return special::log_gamma(1 + 2 / k) - 2 * special::log_gamma(1 + 1 / k);
    };
    const auto shape = shape_where(log_moment_ratio, std::log1p(cv * cv), 0.05, 1e4);
    if (!shape) return refused("a cv that a Weibull distribution can have", cv);
    return weibull_from_shape_mean(*shape, mean);
  });
}

Fitted weibull_from_mean_sd(double mean, double sd) {
  return with_positive({"mean", mean}, {"standard deviation", sd}, [&] {
    return weibull_from_mean_cv(mean, sd / mean);
  });
}

Fitted weibull_from_shape_mean(double shape, double mean) {
  return with_positive({"shape", shape}, {"mean", mean}, [&] {
    return checked(
        Weibull{.shape = shape, .scale = mean / std::exp(special::log_gamma(1 + 1 / shape))});
  });
}

Fitted weibull_from_median_shape(double median, double shape) {
  return with_positive({"median", median}, {"shape", shape}, [&] {
    return checked(
        Weibull{.shape = shape, .scale = median / std::pow(std::numbers::ln2, 1 / shape)});
  });
}

// log(-log(1 - p)) is linear in log x.
Fitted weibull_from_quantiles(QuantilePoint a, QuantilePoint b) {
  const QuantilePair pair = ordered(a, b);
  if (pair.problem) return *pair.problem;
  const double h_low = -std::log1p(-pair.low.probability);
  const double h_high = -std::log1p(-pair.high.probability);
  const double shape = std::log(h_high / h_low) / std::log(pair.high.value / pair.low.value);
  return checked(Weibull{.shape = shape, .scale = pair.low.value / std::pow(h_low, 1 / shape)});
}

Fitted loglogistic_from_median_shape(double median, double shape) {
  return checked(LogLogistic{.shape = shape, .median = median});
}

// log(p / (1 - p)) is linear in log x.
Fitted loglogistic_from_quantiles(QuantilePoint a, QuantilePoint b) {
  const QuantilePair pair = ordered(a, b);
  if (pair.problem) return *pair.problem;
  const double odds_low = pair.low.probability / (1 - pair.low.probability);
  const double odds_high = pair.high.probability / (1 - pair.high.probability);
  const double shape = std::log(odds_high / odds_low) / std::log(pair.high.value / pair.low.value);
  return checked(
      LogLogistic{.shape = shape, .median = pair.low.value / std::pow(odds_low, 1 / shape)});
}

Fitted uniform_between(double low, double high) {
  return checked(Uniform{.low = low, .high = high});
}

Fitted triangular_between(double low, double mode, double high) {
  return checked(Triangular{.low = low, .mode = mode, .high = high});
}

Fitted pert_between(double low, double mode, double high, double weight) {
  return checked(BetaPert{.low = low, .mode = mode, .high = high, .weight = weight});
}

// Of beta(a, b) with a + b = n the variance is m (1 - m) / (n + 1), and a = n m, b = n (1 - m). The
// smaller one is 1 when n = 1 / min(m, 1 - m).
Fitted beta_from_mean_sd(double mean, double sd) {
  if (!(mean > 0 && mean < 1)) return refused("a mean above 0 and below 1", mean);
  if (auto problem = not_positive("standard deviation", sd)) return *problem;
  const double spread = mean * (1 - mean);
  const double smaller = std::min(mean, 1 - mean);
  const double largest = std::sqrt(spread * smaller / (1 + smaller));
  if (sd > largest)
    return refused("a standard deviation below " + short_number(largest) +
                       " for a share with that mean and one peak",
                   sd);
  const double weight = std::max(0.0, spread / (sd * sd) - 3);  // n - 2
  const double mode = weight > 0 ? ((weight + 2) * mean - 1) / weight : 0.5;
  return checked(
      BetaPert{.low = 0, .mode = std::clamp(mode, 0.0, 1.0), .high = 1, .weight = weight});
}

// The cv after the cut depends on the cut alone and rises from 0 towards 1 with it.
Fitted normal_from_mean_sd(double mean, double sd) {
  return with_positive({"mean", mean}, {"standard deviation", sd}, [&] {
    constexpr double largest_cv = 0.99;
    const double cv = sd / mean;
    if (cv > largest_cv) return refused("a standard deviation of at most 0.99 times the mean", sd);
    constexpr double far = 30;
    const auto cv_of_location = [](double location) {
      return coefficient_of_variation(NormalCutAtZero{.location = location, .spread = 1});
    };
    if (cv < cv_of_location(far)) return checked(NormalCutAtZero{.location = mean, .spread = sd});
    // Locations from -29 to 30 spreads, shifted to be positive for the search.
    const double shifted = special::first_not_negative(
        [&](double x) { return cv - cv_of_location(x - far); }, 1, 2 * far);
    const NormalCutAtZero standard{.location = shifted - far, .spread = 1};
    const double scale = mean / sim::mean(standard);
    return checked(NormalCutAtZero{.location = standard.location * scale, .spread = scale});
  });
}

Fitted normal_before_cut(double location, double spread) {
  return checked(NormalCutAtZero{.location = location, .spread = spread});
}

Fitted coxian_from_rates(std::vector<double> rates, std::vector<double> continuations) {
  return checked(Coxian{.rates = std::move(rates), .continuations = std::move(continuations)});
}

Fitted coxian_from_mean_cv(double mean, double cv) {
  return with_positive({"mean", mean}, {"cv", cv}, [&] {
    constexpr double smallest_cv = 0.1;
    if (cv < smallest_cv) return refused("a cv of at least 0.1", cv);
    const double cv2 = cv * cv;
    if (cv2 >= 0.5) {
      const double continues = 1 / (2 * cv2);
      return checked(Coxian{.rates = {2 / mean, 1 / (mean * cv2)}, .continuations = {continues}});
    }
    // k - 1 phases with probability p, else k, with 1/k <= cv^2 <= 1/(k - 1):
    // p = (k cv^2 - sqrt(k (1 + cv^2) - k^2 cv^2)) / (1 + cv^2), rate = (k - p) / mean
    const double k = std::ceil(1 / cv2 * (1 - 1e-12));
    const double root = std::sqrt(std::max(0.0, k * (1 + cv2) - k * k * cv2));
    const double p = std::clamp((k * cv2 - root) / (1 + cv2), 0.0, 1.0);
    const auto phases = static_cast<std::size_t>(k);
    Coxian law{.rates = std::vector<double>(phases, (k - p) / mean),
               .continuations = std::vector<double>(phases - 1, 1.0)};
    law.continuations.back() = 1 - p;
    return checked(law);
  });
}

Fitted hyperexponential_from_mean_cv(double mean, double cv) {
  return with_positive({"mean", mean}, {"cv", cv}, [&] {
    if (!(cv > 1)) return refused("a cv above 1", cv);
    const double cv2 = cv * cv;
    const double p = (1 + std::sqrt((cv2 - 1) / (cv2 + 1))) / 2;
    return checked(
        HyperExponential{.weights = {p, 1 - p}, .means = {mean / (2 * p), mean / (2 * (1 - p))}});
  });
}

Fitted hyperexponential_from_weights(std::vector<double> weights, std::vector<double> means) {
  return checked(HyperExponential{.weights = std::move(weights), .means = std::move(means)});
}

Fitted mixture_of(std::vector<double> weights, std::vector<Distribution> components) {
  return checked(Mixture{.weights = std::move(weights), .components = std::move(components)});
}

Fitted piecewise_hazard(std::vector<double> breakpoints, std::vector<double> hazards) {
  return checked(
      PiecewiseHazard{.breakpoints = std::move(breakpoints), .hazards = std::move(hazards)});
}

Fitted geometric_review(double interval, double probability) {
  return checked(Geometric{.interval = interval, .probability = probability});
}

Fitted truncated(const Distribution& base, double low, double high) {
  return checked(Truncated{.base = base, .low = low, .high = high});
}

Fitted scaled(const Distribution& base, double factor) {
  return checked(Scaled{.base = base, .factor = factor});
}

}  // namespace stepdown::sim
