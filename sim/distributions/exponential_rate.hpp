#pragma once

#include "sim/distributions/distribution.hpp"

#include <optional>

namespace stepdown::sim {

/// The rate of an exponential time, per unit of time; nothing for any other.
[[nodiscard]] std::optional<double> exponential_rate(const Distribution& time);

}  // namespace stepdown::sim
