#pragma once

#include "analysis/statistics/confidence_interval.hpp"
#include "sim/random_stream.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <vector>

namespace stepdown::tests {

/// Random numbers of one seed, in order.
class Drawn {
 public:
  explicit Drawn(std::uint64_t seed) : engine_({seed, 0, sim::name_hash("drawn in a test")}) {}

  double uniform() { return sim::open_unit(engine_()); }
  double exponential() { return -std::log(uniform()); }
  /// Of two uniform numbers, by Box and Muller.
  double normal() {
    const double radius = std::sqrt(2 * exponential());
    return radius * std::cos(2 * std::numbers::pi * uniform());
  }

 private:
  sim::KeyedEngine engine_;
};

/// So many of them, such as `drawn(n, [&] { return luck.normal(); })`.
template <typename Draw>
[[nodiscard]] std::vector<double> drawn(std::size_t count, const Draw& draw) {
  std::vector<double> values;
  values.reserve(count);
  for (std::size_t i = 0; i < count; ++i)
    values.push_back(draw());
  return values;
}

[[nodiscard]] inline bool holds(const analysis::Interval& interval, double value) {
  return interval.low <= value && value <= interval.high;
}

/// Of N(mean, deviation^2): the mean of max(x, 0) less max(mean, 0), what it is worth to know x
/// before choosing between x and 0: s phi(m / s) - |m| Phi(-|m| / s).
[[nodiscard]] inline double value_of_knowing(double mean, double deviation) {
  const double z = std::abs(mean) / deviation;
  const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
  return deviation * density - std::abs(mean) * std::erfc(z / std::numbers::sqrt2) / 2;
}

}  // namespace stepdown::tests
