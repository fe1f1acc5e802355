#include "sim/distributions/exponential_rate.hpp"

#include <variant>

namespace stepdown::sim {

std::optional<double> exponential_rate(const Distribution& time) {
  if (const auto* plain = std::get_if<Exponential>(&time.family())) return 1 / plain->mean;
  if (const auto* scaled = std::get_if<Scaled>(&time.family())) {
    const auto rate = exponential_rate(*scaled->base);
    if (rate) return *rate / scaled->factor;
  }
  return std::nullopt;
}

}  // namespace stepdown::sim
