#include "sim/distributions/partial_moments.hpp"

namespace stepdown::sim {

std::optional<Moments> from_partial_moments(double zeroth, double first, double second) {
  constexpr double smallest_share = 1e-9;
  constexpr double smallest_relative_variance = 1e-4;
  if (!(zeroth > smallest_share)) return std::nullopt;
  const double mean = first / zeroth;
  const double variance = second / zeroth - mean * mean;
  if (!(variance > smallest_relative_variance * mean * mean)) return std::nullopt;
  return Moments{.mean = mean, .variance = variance};
}

}  // namespace stepdown::sim
