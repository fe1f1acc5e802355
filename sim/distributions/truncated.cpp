#include "sim/distributions/kernels.hpp"
#include "sim/distributions/special.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace stepdown::sim::kernels {

namespace {

/// Weights and moments of the parts of a mixture, gathered one after the other.
class Blend {
 public:
  void add(double weight, const Moments& part) {
    if (weight <= 0) return;
    weights_.push_back(weight);
    parts_.push_back(part);
    total_ += weight;
  }

  // variance = mean of the variances + variance of the means
  [[nodiscard]] Moments moments() const {
    Moments all;
    for (std::size_t i = 0; i < parts_.size(); ++i)
      all.mean += weights_[i] / total_ * parts_[i].mean;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const double apart = parts_[i].mean - all.mean;
      all.variance += weights_[i] / total_ * (parts_[i].variance + apart * apart);
    }
    return all;
  }

 private:
  std::vector<double> weights_;
  std::vector<Moments> parts_;
  double total_ = 0;
};

/// Mean and variance from the integrals of 1, x and x^2 over the interval, unless too many digits
/// would be lost.
std::optional<Moments> from_partial_moments(double zeroth, double first, double second) {
  constexpr double smallest_share = 1e-9;
  constexpr double smallest_relative_variance = 1e-4;
  if (!(zeroth > smallest_share)) return std::nullopt;
  const double mean = first / zeroth;
  const double variance = second / zeroth - mean * mean;
  if (!(variance > smallest_relative_variance * mean * mean)) return std::nullopt;
  return Moments{.mean = mean, .variance = variance};
}

// E[X^k; low <= X <= high] = scale^k Gamma(shape + k) / Gamma(shape) times the share of the
// interval under shape + k.
std::optional<Moments> truncated_moments(const Gamma& law, double low, double high) {
  const double a = low / law.scale;
  const double b = high / law.scale;
  const double first = law.shape * law.scale;
  return from_partial_moments(
      special::gamma_between(law.shape, a, b),
      first * special::gamma_between(law.shape + 1, a, b),
      first * (law.shape + 1) * law.scale * special::gamma_between(law.shape + 2, a, b));
}

// E[X^k; ..] = exp(k mu + k^2 sigma^2 / 2) P(z(low) - k sigma < Z <= z(high) - k sigma)
std::optional<Moments> truncated_moments(const Lognormal& law, double low, double high) {
  const double a = (std::log(low) - law.mu) / law.sigma;
  const double b = (std::log(high) - law.mu) / law.sigma;
  const auto partial = [&](double k) {
    return std::exp(k * (law.mu + k * law.sigma * law.sigma / 2)) *
           special::normal_between(a - k * law.sigma, b - k * law.sigma);
  };
  return from_partial_moments(partial(0), partial(1), partial(2));
}

// E[X^k; ..] = scale^k Gamma(1 + k/shape) times the share of the transformed interval under a gamma
// of shape 1 + k/shape.
std::optional<Moments> truncated_moments(const Weibull& law, double low, double high) {
  const double a = std::pow(low / law.scale, law.shape);
  const double b = std::pow(high / law.scale, law.shape);
  const auto partial = [&](double k) {
    const double order = 1 + k / law.shape;
    return std::exp(k * std::log(law.scale) + special::log_gamma(order)) *
           special::gamma_between(order, a, b);
  };
  return from_partial_moments(partial(0), partial(1), partial(2));
}

std::optional<Moments> truncated_moments(const Erlang& law, double low, double high) {
  const Gamma same{.shape = static_cast<double>(law.phases), .scale = law.mean / law.phases};
  return truncated_moments(same, low, high);
}

std::optional<Moments> truncated_moments(const Exponential& law, double low, double high) {
  const Moments rest = exponential_below(1 / law.mean, high - low);
  return Moments{.mean = low + rest.mean, .variance = rest.variance};
}

std::optional<Moments> truncated_moments(const PiecewiseHazard& law, double low, double high) {
  Blend blend;
  for (std::size_t i = 0; i < law.hazards.size(); ++i) {
    const double begin = std::max(low, i > 0 ? law.breakpoints[i - 1] : 0);
    const double end = std::min(high, i < law.breakpoints.size() ? law.breakpoints[i] : infinity);
    if (begin >= end) continue;
    const double hazard = law.hazards[i];
    const double reached = tail(law, Tail::Upper, begin);
    if (hazard <= 0) {
      if (std::isinf(end) && reached > 0) return Moments{.mean = infinity, .variance = infinity};
      continue;
    }
    const Moments inside = exponential_below(hazard, end - begin);
    blend.add(reached * -std::expm1(-hazard * (end - begin)),
              {.mean = begin + inside.mean, .variance = inside.variance});
  }
  return blend.moments();
}

/// The reviews that lie in the interval, numbered from 1.
struct Reviews {
  double first = 1;
  double last = infinity;
};

Reviews reviews_within(const Geometric& law, double low, double high) {
  Reviews reviews{.first = std::max(1.0, std::ceil(low / law.interval)),
                  .last = std::floor(high / law.interval)};
  // The products interval x n decide, not the rounded quotients.
  if (reviews.first > 1 && (reviews.first - 1) * law.interval >= low) reviews.first -= 1;
  if ((reviews.last + 1) * law.interval <= high) reviews.last += 1;
  return reviews;
}

// Without a memory, the reviews before `low` only shift the time. Below m reviews:
// mean = 1/p - m q^m / (1 - q^m), variance = q/p^2 - m^2 q^m / (1 - q^m)^2, in intervals. Short
// intervals, where this would cancel, have become an `Empirical`.
std::optional<Moments> truncated_moments(const Geometric& law, double low, double high) {
  const Reviews reviews = reviews_within(law, low, high);
  const double m = reviews.last - reviews.first + 1;
  const double p = law.probability;
  const double qm = std::isinf(m) ? 0 : std::exp(m * std::log1p(-p));
  const double odds = qm > 0 ? m * qm / (1 - qm) : 0;
  const double variance = (1 - p) / (p * p) - (qm > 0 ? odds * odds / qm : 0);
  return Moments{.mean = law.interval * (reviews.first - 1 + 1 / p - odds),
                 .variance = law.interval * law.interval * variance};
}

template <class Family>
std::optional<Moments> truncated_moments(const Family& /*law*/, double /*low*/, double /*high*/) {
  return std::nullopt;
}

Distribution without_truncation(const Constant& law, const Truncated& /*around*/) {
  return law;
}

Distribution without_truncation(const Uniform& law, const Truncated& around) {
  const double low = std::max(law.low, around.low);
  const double high = std::min(law.high, around.high);
  return low < high ? Distribution{Uniform{.low = low, .high = high}}
                    : Distribution{Constant{.value = low}};
}

Distribution without_truncation(const Empirical& law, const Truncated& around) {
  Empirical kept{.values = {}, .weights = {}};
  double total = 0;
  for (std::size_t i = 0; i < law.values.size(); ++i) {
    if (law.values[i] < around.low || law.values[i] > around.high) continue;
    kept.values.push_back(law.values[i]);
    kept.weights.push_back(law.weights[i]);
    total += law.weights[i];
  }
  for (double& weight : kept.weights)
    weight /= total;
  return kept;
}

Distribution without_truncation(const EmpiricalBins& law, const Truncated& around) {
  EmpiricalBins kept{.edges = {}, .weights = {}};
  double total = 0;
  for (std::size_t i = 0; i < law.weights.size(); ++i) {
    const double low = std::max(law.edges[i], around.low);
    const double high = std::min(law.edges[i + 1], around.high);
    if (low >= high) continue;
    if (kept.edges.empty()) kept.edges.push_back(low);
    kept.edges.push_back(high);
    kept.weights.push_back(law.weights[i] * (high - low) / (law.edges[i + 1] - law.edges[i]));
    total += kept.weights.back();
  }
  for (double& weight : kept.weights)
    weight /= total;
  return kept;
}

Distribution without_truncation(const Geometric& law, const Truncated& around) {
  const Reviews reviews = reviews_within(law, around.low, around.high);
  constexpr double many = 1e5;
  if (reviews.last - reviews.first > many) return around;
  Empirical kept{.values = {}, .weights = {}};
  double total = 0;
  double weight = 1;
  for (double n = reviews.first; n <= reviews.last && weight > 0; ++n) {
    kept.values.push_back(n * law.interval);
    kept.weights.push_back(weight);
    total += weight;
    weight *= 1 - law.probability;
  }
  for (double& share : kept.weights)
    share /= total;
  return kept;
}

Distribution without_truncation(const Mixture& law, const Truncated& around) {
  Mixture kept;
  double total = 0;
  for (std::size_t i = 0; i < law.components.size(); ++i) {
    const Distribution& base = law.components[i];
    const double before = around.low > 0 ? std::nextafter(around.low, 0.0) : 0;
    const double at_least_low = around.low > 0 ? tail(base, Tail::Upper, before) : 1;
    const double below = around.low > 0 ? tail(base, Tail::Lower, before) : 0;
    const bool is_open = std::isinf(around.high);
    const double inside = at_least_low < 0.5
                              ? at_least_low - (is_open ? 0 : tail(base, Tail::Upper, around.high))
                              : (is_open ? 1 : tail(base, Tail::Lower, around.high)) - below;
    if (law.weights[i] * inside <= 0) continue;
    kept.weights.push_back(law.weights[i] * inside);
    kept.components.push_back(
        resolved(Truncated{.base = base, .low = around.low, .high = around.high}));
    total += kept.weights.back();
  }
  for (double& weight : kept.weights)
    weight /= total;
  return kept;
}

Distribution without_truncation(const HyperExponential& law, const Truncated& around) {
  Mixture same{.weights = law.weights, .components = {}};
  for (const double mean : law.means)
    same.components.emplace_back(Exponential{.mean = mean});
  return without_truncation(same, around);
}

Distribution without_truncation(const Truncated& law, const Truncated& around) {
  return resolved(Truncated{.base = law.base,
                            .low = std::max(law.low, around.low),
                            .high = std::min(law.high, around.high)});
}

Distribution without_truncation(const Scaled& law, const Truncated& around) {
  return Scaled{
      .base = resolved(Truncated{
          .base = law.base, .low = around.low / law.factor, .high = around.high / law.factor}),
      .factor = law.factor};
}

template <class Family>
Distribution without_truncation(const Family& /*law*/, const Truncated& around) {
  return around;
}

/// Where the tails become small: pieces between these points are easy to integrate.
std::vector<double> landmarks(const Truncated& law) {
  const Range all = range(law);
  std::vector<double> points{all.low};
  for (const double w : {1e-9, 1e-4, 0.02, 0.2, 0.5})
    points.push_back(tail_quantile(law, Tail::Lower, w));
  for (const double w : {0.2, 0.02, 1e-4, 1e-9, 1e-16})
    points.push_back(tail_quantile(law, Tail::Upper, w));
  if (const auto* triangle = std::get_if<Triangular>(&law.base->family()))
    points.push_back(std::clamp(triangle->mode, all.low, all.high));
  points.push_back(all.high);
  std::ranges::sort(points);
  return points;
}

}  // namespace

Distribution resolved(const Truncated& law) {
  const Range base = range(*law.base);
  if (law.low <= base.low && law.high >= base.high) return *law.base;
  return std::visit([&law](const auto& family) { return without_truncation(family, law); },
                    law.base->family());
}

Range range(const Truncated& law) {
  const Distribution plain = resolved(law);
  const auto* still = std::get_if<Truncated>(&plain.family());
  if (still == nullptr) return range(plain);
  if (const auto* reviews = std::get_if<Geometric>(&still->base->family())) {
    const auto [first, last] = reviews_within(*reviews, still->low, still->high);
    return {.low = first * reviews->interval, .high = last * reviews->interval};
  }
  const Range base = range(*still->base);
  return {.low = std::max(base.low, still->low), .high = std::min(base.high, still->high)};
}

Moments integrated_moments(const Truncated& law) {
  const Moments base = moments(*law.base);
  const std::vector<double> points = landmarks(law);
  if (points.back() == infinity && std::isinf(base.mean))
    return {.mean = infinity, .variance = infinity};
  const auto survival = [&law](double x) { return tail(law, Tail::Upper, x); };
  const double mean = points.front() + special::integral(survival, points);
  if (points.back() == infinity && std::isinf(base.variance))
    return {.mean = mean, .variance = infinity};
  std::vector<double> below;
  std::vector<double> above;
  std::ranges::copy_if(points, std::back_inserter(below), [mean](double x) { return x < mean; });
  std::ranges::copy_if(points, std::back_inserter(above), [mean](double x) { return x > mean; });
  below.push_back(mean);
  above.insert(above.begin(), mean);
  const double left =
      special::integral([&](double x) { return (mean - x) * tail(law, Tail::Lower, x); }, below);
  const double right = special::integral([&](double x) { return (x - mean) * survival(x); }, above);
  return {.mean = mean, .variance = 2 * (left + right)};
}

Moments moments(const Truncated& law) {
  const Distribution plain = resolved(law);
  const auto* still = std::get_if<Truncated>(&plain.family());
  if (still == nullptr) return moments(plain);
  const auto closed_form = [still](const auto& family) {
    return truncated_moments(family, still->low, still->high);
  };
  const auto closed = std::visit(closed_form, still->base->family());
  return closed ? *closed : integrated_moments(*still);
}

}  // namespace stepdown::sim::kernels
