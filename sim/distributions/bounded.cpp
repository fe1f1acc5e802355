#include "sim/distributions/kernels.hpp"
#include "sim/distributions/special.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stepdown::sim::kernels {

double tail(const Uniform& law, Tail side, double x) {
  const double part = side == Tail::Lower ? x - law.low : law.high - x;
  return std::clamp(part / (law.high - law.low), 0.0, 1.0);
}

double tail_quantile(const Uniform& law, Tail side, double w) {
  const double part = (law.high - law.low) * w;
  return side == Tail::Lower ? law.low + part : law.high - part;
}

double density(const Uniform& law, double x) {
  return x >= law.low && x <= law.high ? 1 / (law.high - law.low) : 0;
}

Moments moments(const Uniform& law) {
  const double width = law.high - law.low;
  return {.mean = law.low + width / 2, .variance = width * width / 12};
}

Range range(const Uniform& law) {
  return {.low = law.low, .high = law.high};
}

// Below the mode F = (x - low)^2 / (range (mode - low)), above it S = (high - x)^2 / (range (high -
// mode)).
double tail(const Triangular& law, Tail side, double x) {
  const double range = law.high - law.low;
  if (x <= law.low || x >= law.high) return (x >= law.high) == (side == Tail::Lower) ? 1 : 0;
  const bool is_left = x < law.mode;
  const double distance = is_left ? x - law.low : law.high - x;
  const double leg = is_left ? law.mode - law.low : law.high - law.mode;
  const double near = distance / range * (distance / leg);
  return is_left == (side == Tail::Lower) ? near : 1 - near;
}

double tail_quantile(const Triangular& law, Tail side, double w) {
  const double range = law.high - law.low;
  const double left = (law.mode - law.low) / range;
  const double p = side == Tail::Lower ? w : 1 - w;
  const double q = side == Tail::Lower ? 1 - w : w;
  if (p < left) return law.low + std::sqrt(p * range * (law.mode - law.low));
  return law.high - std::sqrt(q * range * (law.high - law.mode));
}

double density(const Triangular& law, double x) {
  if (x < law.low || x > law.high) return 0;
  const double peak = 2 / (law.high - law.low);
  if (x < law.mode) return peak * (x - law.low) / (law.mode - law.low);
  return law.high > law.mode ? peak * (law.high - x) / (law.high - law.mode) : peak;
}

Moments moments(const Triangular& law) {
  const double range = law.high - law.low;
  const double left = law.mode - law.low;
  return {.mean = law.low + (range + left) / 3,
          .variance = (range * range - left * (range - left)) / 18};
}

Range range(const Triangular& law) {
  return {.low = law.low, .high = law.high};
}

namespace {

struct BetaShape {
  double a = 1;
  double b = 1;
};

BetaShape shape_of(const BetaPert& law) {
  const double range = law.high - law.low;
  return {.a = 1 + law.weight * (law.mode - law.low) / range,
          .b = 1 + law.weight * (law.high - law.mode) / range};
}

}  // namespace

double tail(const BetaPert& law, Tail side, double x) {
  const auto [left, right] = shape_of(law);
  const double part = std::clamp((x - law.low) / (law.high - law.low), 0.0, 1.0);
  const double rest = std::clamp((law.high - x) / (law.high - law.low), 0.0, 1.0);
  // I_t(a, b) = 1 - I_{1-t}(b, a): start from the end that is near.
  if (part <= 0.5)
    return side == Tail::Lower ? special::beta_lower(left, right, part)
                               : special::beta_upper(left, right, part);
  return side == Tail::Lower ? special::beta_upper(right, left, rest)
                             : special::beta_lower(right, left, rest);
}

// Boost's inverse throws for very small w, so this searches: I_t(a, b) <= t^a / (a B(a, b)) for b
// >= 1 gives a t from below.
double tail_quantile(const BetaPert& law, Tail side, double w) {
  const double range = law.high - law.low;
  const double near = side == Tail::Lower ? law.mode - law.low : law.high - law.mode;
  const BetaPert standard{.low = 0, .mode = near / range, .high = 1, .weight = law.weight};
  const auto [a, b] = shape_of(standard);
  const double least = std::exp((std::log(w * a) + special::log_beta(a, b)) / a);
  const double t =
      searched_quantile(standard, Tail::Lower, w, {.low = std::min(least, 1.0), .high = 1});
  return side == Tail::Lower ? law.low + range * t : law.high - range * t;
}

double density(const BetaPert& law, double x) {
  if (x < law.low || x > law.high) return 0;
  const auto [a, b] = shape_of(law);
  const double range = law.high - law.low;
  return special::beta_density(a, b, std::clamp((x - law.low) / range, 0.0, 1.0)) / range;
}

// a + b = 2 + weight
Moments moments(const BetaPert& law) {
  const auto [a, b] = shape_of(law);
  const double range = law.high - law.low;
  const double sum = a + b;
  return {.mean = law.low + range * a / sum,
          .variance = range * range * a * b / (sum * sum * (sum + 1))};
}

Range range(const BetaPert& law) {
  return {.low = law.low, .high = law.high};
}

namespace {

/// Where zero lies on the standard normal scale.
double cut_of(const NormalCutAtZero& law) {
  return -law.location / law.spread;
}

}  // namespace

double tail(const NormalCutAtZero& law, Tail side, double x) {
  const double cut = cut_of(law);
  const double z = (x - law.location) / law.spread;
  const double kept = special::normal_upper(cut);
  if (side == Tail::Upper) return special::normal_upper(z) / kept;
  const double below_cut = special::normal_lower(cut);
  if (2 * below_cut < special::normal_lower(z)) return special::normal_between(cut, z) / kept;
  if (2 * special::normal_upper(z) < kept) return 1 - special::normal_upper(z) / kept;
  // A narrow slice above the cut, whose ends would cancel.
  const auto above_cut = [cut](double t) { return special::normal_density(cut + t); };
  return special::integral(above_cut, 0, x / law.spread) / kept;
}

double tail_quantile(const NormalCutAtZero& law, Tail side, double w) {
  const double cut = cut_of(law);
  const double kept = special::normal_upper(cut);
  if (side == Tail::Upper)
    return law.location + law.spread * special::normal_upper_inverse(w * kept);
  const double beyond = (1 - w) * kept;
  double x = law.location + law.spread * special::normal_upper_inverse(beyond);
  // Near zero the sum above loses digits: correct it by Newton's method on the accurate tail.
  constexpr int corrections = 2;
  x = std::max(x, 0.0);
  for (int i = 0; i < corrections; ++i)
    x = std::max(0.0, x + (w - tail(law, side, x)) / density(law, x));
  return x;
}

double density(const NormalCutAtZero& law, double x) {
  const double z = (x - law.location) / law.spread;
  return special::normal_density(z) / (law.spread * special::normal_upper(cut_of(law)));
}

// With h = phi(cut) / (1 - Phi(cut)): mean = location + spread h,
// variance = spread^2 (1 + cut h - h^2).
Moments moments(const NormalCutAtZero& law) {
  const double cut = cut_of(law);
  const double h = special::normal_density(cut) / special::normal_upper(cut);
  return {.mean = law.location + law.spread * h,
          .variance = law.spread * law.spread * (1 - h * (h - cut))};
}

Range range(const NormalCutAtZero& /*law*/) {
  return {};
}

}  // namespace stepdown::sim::kernels
