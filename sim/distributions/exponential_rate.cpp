#include "sim/distributions/exponential_rate.hpp"

#include "sim/distributions/exponential.hpp"
#include "sim/distributions/scaled.hpp"

namespace stepdown::sim {

std::optional<double> exponential_rate(const Distribution& time) {
  if (const auto* plain = time.as<Exponential>()) return 1 / plain->mean;
  if (const auto* scaled = time.as<Scaled>()) {
    const auto rate = exponential_rate(scaled->base);
    if (rate) return *rate / scaled->factor;
  }
  return std::nullopt;
}

}  // namespace stepdown::sim
