#include "sim/distributions/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace stepdown::sim::kernels {

double tail(const HyperExponential& law, Tail side, double x) {
  double sum = 0;
  for (std::size_t i = 0; i < law.means.size(); ++i)
    sum += law.weights[i] * tail(Exponential{law.means[i]}, side, x);
  return sum;
}

double tail_quantile(const HyperExponential& law, Tail side, double w) {
  Range between{.low = infinity, .high = 0};
  for (std::size_t i = 0; i < law.means.size(); ++i) {
    if (law.weights[i] <= 0) continue;
    const double x = tail_quantile(Exponential{law.means[i]}, side, w);
    between = {.low = std::min(between.low, x), .high = std::max(between.high, x)};
  }
  return searched_quantile(law, side, w, between);
}

double density(const HyperExponential& law, double x) {
  double sum = 0;
  for (std::size_t i = 0; i < law.means.size(); ++i)
    sum += law.weights[i] * density(Exponential{law.means[i]}, x);
  return sum;
}

Moments moments(const HyperExponential& law) {
  double mean = 0;
  for (std::size_t i = 0; i < law.means.size(); ++i)
    mean += law.weights[i] * law.means[i];
  double variance = 0;
  for (std::size_t i = 0; i < law.means.size(); ++i) {
    const double distance = law.means[i] - mean;
    variance += law.weights[i] * (law.means[i] * law.means[i] + distance * distance);
  }
  return {.mean = mean, .variance = variance};
}

Range range(const HyperExponential& /*law*/) {
  return {};
}

double hazard_up_to(const PiecewiseHazard& law, double x) {
  double sum = 0;
  double begin = 0;
  for (std::size_t i = 0; i < law.hazards.size(); ++i) {
    const double end = i < law.breakpoints.size() ? law.breakpoints[i] : infinity;
    if (x <= end) return law.hazards[i] > 0 ? sum + law.hazards[i] * (x - begin) : sum;
    sum += law.hazards[i] * (end - begin);
    begin = end;
  }
  return sum;
}

double tail(const PiecewiseHazard& law, Tail side, double x) {
  return tail_of_hazard(side, hazard_up_to(law, x));
}

double tail_quantile(const PiecewiseHazard& law, Tail side, double w) {
  const double wanted = hazard_of(side, w);
  double sum = 0;
  double begin = 0;
  for (std::size_t i = 0; i < law.hazards.size(); ++i) {
    const double hazard = law.hazards[i];
    const double end = i < law.breakpoints.size() ? law.breakpoints[i] : infinity;
    if (hazard > 0 && sum + hazard * (end - begin) >= wanted)
      return std::min(end, begin + (wanted - sum) / hazard);
    if (hazard > 0) sum += hazard * (end - begin);
    begin = end;
  }
  return infinity;
}

double density(const PiecewiseHazard& law, double x) {
  const auto above = std::upper_bound(law.breakpoints.begin(), law.breakpoints.end(), x);
  const auto piece = static_cast<std::size_t>(above - law.breakpoints.begin());
  return law.hazards[piece] * tail(law, Tail::Upper, x);
}

// Backwards over the pieces: with e = exp(-hazard length) the time goes on beyond the piece, else
// it ends inside, where it is an exponential time below the length. Variance = variance within the
// two cases + e (1 - e) (difference of their means)^2.
Moments moments(const PiecewiseHazard& law) {
  const double last = law.hazards.back();
  if (last <= 0) return {.mean = infinity, .variance = infinity};
  Moments rest{.mean = 1 / last, .variance = 1 / (last * last)};
  for (std::size_t i = law.breakpoints.size(); i-- > 0;) {
    const double length = law.breakpoints[i] - (i > 0 ? law.breakpoints[i - 1] : 0);
    const double goes_on = std::exp(-law.hazards[i] * length);
    const double ends = -std::expm1(-law.hazards[i] * length);
    const double later = length + rest.mean;
    const Moments inside = exponential_below(law.hazards[i], length);
    const double apart = later - inside.mean;
    rest = {.mean = ends * inside.mean + goes_on * later,
            .variance =
                ends * inside.variance + goes_on * rest.variance + ends * goes_on * apart * apart};
  }
  return rest;
}

Range range(const PiecewiseHazard& law) {
  double low = 0;
  for (std::size_t i = 0; i < law.breakpoints.size() && law.hazards[i] <= 0; ++i)
    low = law.breakpoints[i];
  if (law.hazards.back() <= 0 && law.breakpoints.size() + 1 == law.hazards.size() &&
      !law.breakpoints.empty() && low >= law.breakpoints.back())
    low = infinity;
  return {.low = low, .high = infinity};
}

// With y = hazard length: mean = length (1/y - 1/(e^y - 1)),
// variance = length^2 (1/y^2 - 1/(4 sinh(y/2)^2)); their series for small y.
Moments exponential_below(double hazard, double length) {
  if (std::isinf(length)) return {.mean = 1 / hazard, .variance = 1 / (hazard * hazard)};
  const double y = hazard * length;
  constexpr double series_below = 0.2;
  if (y < series_below) {
    const double y2 = y * y;
    const double mean =
        1.0 / 2 - y * (1.0 / 12 - y2 * (1.0 / 720 - y2 * (1.0 / 30240 - y2 / 1209600)));
    const double variance =
        1.0 / 12 - y2 * (1.0 / 240 - y2 * (1.0 / 6048 - y2 * (1.0 / 172800 - y2 / 5322240)));
    return {.mean = length * mean, .variance = length * length * variance};
  }
  const double sinh = std::sinh(y / 2);
  const double variance = 1 / (y * y) - 1 / (4 * sinh * sinh);
  return {.mean = length * (1 / y - 1 / std::expm1(y)), .variance = length * length * variance};
}

namespace {

/// How many reviews have happened by x; the products interval x n decide, not the quotient.
double reviews_by(const Geometric& law, double x) {
  double n = std::floor(x / law.interval);
  if ((n + 1) * law.interval <= x) n += 1;
  if (n > 0 && n * law.interval > x) n -= 1;
  return n;
}

}  // namespace

// S(n interval) = (1 - p)^n
double tail(const Geometric& law, Tail side, double x) {
  const double n = reviews_by(law, x);
  if (law.probability >= 1) return (n >= 1) == (side == Tail::Lower) ? 1 : 0;
  const double log_survival = n * std::log1p(-law.probability);
  return side == Tail::Lower ? -std::expm1(log_survival) : std::exp(log_survival);
}

double tail_quantile(const Geometric& law, Tail side, double w) {
  if (law.probability >= 1) return law.interval;
  const double log_survival = -hazard_of(side, w);
  const double n = std::ceil(log_survival / std::log1p(-law.probability));
  return law.interval * std::max(1.0, n);
}

double density(const Geometric& /*law*/, double /*x*/) {
  return 0;
}

// mean = interval / p, variance = interval^2 (1 - p) / p^2
Moments moments(const Geometric& law) {
  const double mean = law.interval / law.probability;
  return {.mean = mean, .variance = mean * mean * (1 - law.probability)};
}

Range range(const Geometric& law) {
  return {.low = law.interval, .high = law.probability >= 1 ? law.interval : infinity};
}

}  // namespace stepdown::sim::kernels
