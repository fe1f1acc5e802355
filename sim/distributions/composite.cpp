#include "sim/distributions/kernels.hpp"
#include "sim/distributions/special.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace stepdown::sim {

bool operator==(const Mixture& a, const Mixture& b) {
  return a.weights == b.weights && a.components == b.components;
}

bool operator==(const Truncated& a, const Truncated& b) {
  return a.base == b.base && a.low == b.low && a.high == b.high;
}

bool operator==(const Scaled& a, const Scaled& b) {
  return a.base == b.base && a.factor == b.factor;
}

namespace kernels {

double searched_quantile(const Distribution& law, Tail side, double w, Range between) {
  // Logarithms make the search as sure of foot in the tail as in the body.
  const auto log_tail = [&law, side](double x) {
    return std::log(std::max(tail(law, side, x), std::numeric_limits<double>::min()));
  };
  const double log_w = std::log(w);
  if (side == Tail::Lower)
    return special::first_not_negative(
        [&](double x) { return log_tail(x) - log_w; }, between.low, between.high);
  return special::first_not_negative(
      [&](double x) { return log_w - log_tail(x); }, between.low, between.high);
}

namespace {

/// Sum over the components that can occur.
template <class Value>
double weighted(const Mixture& law, const Value& value) {
  double sum = 0;
  for (std::size_t i = 0; i < law.components.size(); ++i)
    if (law.weights[i] > 0) sum += law.weights[i] * value(law.components[i]);
  return sum;
}

}  // namespace

double tail(const Mixture& law, Tail side, double x) {
  const auto part = [side, x](const Distribution& component) { return tail(component, side, x); };
  return std::min(1.0, weighted(law, part));
}

double tail_quantile(const Mixture& law, Tail side, double w) {
  // It lies between the quantiles of the components; those are doubled if one of them is infinite.
  Range between{.low = infinity, .high = 0};
  double finite = 1;
  for (std::size_t i = 0; i < law.components.size(); ++i) {
    if (law.weights[i] <= 0) continue;
    const double x = tail_quantile(law.components[i], side, w);
    between = {.low = std::min(between.low, x), .high = std::max(between.high, x)};
    if (std::isfinite(x)) finite = std::max(finite, x);
  }
  const double highest_finite = std::numeric_limits<double>::max();
  if (between.high > highest_finite) {
    const double never_share = never(law);
    if (side == Tail::Upper ? never_share > w : 1 - never_share < w) return infinity;
    const auto reached = [&](double x) {
      return side == Tail::Upper ? tail(law, side, x) <= w : tail(law, side, x) >= w;
    };
    between.low = std::min(between.low, finite);
    between.high = finite;
    while (!reached(between.high) && between.high < highest_finite / 2)
      between.high *= 2;
    if (!reached(between.high)) return infinity;
  }
  return searched_quantile(law, side, w, between);
}

double density(const Mixture& law, double x) {
  return weighted(law, [x](const Distribution& component) { return density(component, x); });
}

Moments moments(const Mixture& law) {
  const double mean =
      weighted(law, [](const Distribution& component) { return moments(component).mean; });
  if (std::isinf(mean)) return {.mean = infinity, .variance = infinity};
  const auto spread = [mean](const Distribution& component) {
    const Moments own = moments(component);
    return own.variance + (own.mean - mean) * (own.mean - mean);
  };
  return {.mean = mean, .variance = weighted(law, spread)};
}

Range range(const Mixture& law) {
  Range all{.low = infinity, .high = 0};
  for (std::size_t i = 0; i < law.components.size(); ++i) {
    if (law.weights[i] <= 0) continue;
    const Range own = range(law.components[i]);
    all = {.low = std::min(all.low, own.low), .high = std::max(all.high, own.high)};
  }
  return all;
}

namespace {

/// What the base puts below, inside and above the interval. Whatever may never happen counts as
/// inside when the interval is open to the right.
struct Shares {
  double below = 0;
  double at_least_low = 1;
  double up_to_high = 1;
  double above = 0;
  double inside = 1;
};

Shares shares_of(const Truncated& law) {
  Shares shares;
  if (law.low > 0) {
    // P(X >= low), not P(X > low): a step at `low` belongs to the interval.
    const double before = std::nextafter(law.low, 0.0);
    shares.below = tail(*law.base, Tail::Lower, before);
    shares.at_least_low = tail(*law.base, Tail::Upper, before);
  }
  if (std::isfinite(law.high)) {
    shares.up_to_high = tail(*law.base, Tail::Lower, law.high);
    shares.above = tail(*law.base, Tail::Upper, law.high);
  }
  shares.inside = shares.at_least_low < 0.5 ? shares.at_least_low - shares.above
                                            : shares.up_to_high - shares.below;
  return shares;
}

}  // namespace

double tail(const Truncated& law, Tail side, double x) {
  if (x < law.low || x >= law.high) return (x >= law.high) == (side == Tail::Lower) ? 1 : 0;
  const Shares shares = shares_of(law);
  const double part = side == Tail::Lower ? tail(*law.base, side, x) - shares.below
                                          : tail(*law.base, side, x) - shares.above;
  return std::clamp(part / shares.inside, 0.0, 1.0);
}

double tail_quantile(const Truncated& law, Tail side, double w) {
  const Shares shares = shares_of(law);
  const double part = w * shares.inside;
  const double near = (side == Tail::Lower ? shares.below : shares.above) + part;
  const double far = (side == Tail::Lower ? shares.at_least_low : shares.up_to_high) - part;
  const Tail other = side == Tail::Lower ? Tail::Upper : Tail::Lower;
  const double x = near <= 0.5 ? tail_quantile(*law.base, side, near)
                               : tail_quantile(*law.base, other, std::max(far, 0x1p-1074));
  return std::clamp(x, law.low, law.high);
}

double density(const Truncated& law, double x) {
  if (x < law.low || x > law.high) return 0;
  return density(*law.base, x) / shares_of(law).inside;
}

double tail(const Scaled& law, Tail side, double x) {
  return tail(*law.base, side, x / law.factor);
}

double tail_quantile(const Scaled& law, Tail side, double w) {
  return law.factor * tail_quantile(*law.base, side, w);
}

double density(const Scaled& law, double x) {
  return density(*law.base, x / law.factor) / law.factor;
}

Moments moments(const Scaled& law) {
  const Moments base = moments(*law.base);
  return {.mean = law.factor * base.mean, .variance = law.factor * law.factor * base.variance};
}

Range range(const Scaled& law) {
  const Range base = range(*law.base);
  return {.low = law.factor * base.low, .high = law.factor * base.high};
}

}  // namespace kernels

}  // namespace stepdown::sim
