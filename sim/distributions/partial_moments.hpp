#pragma once

#include "sim/distributions/family.hpp"

#include <optional>

namespace stepdown::sim {

/// Mean and variance from the integrals of 1, x and x^2 over an interval, unless too many digits
/// would be lost.
[[nodiscard]] std::optional<Moments> from_partial_moments(double zeroth,
                                                          double first,
                                                          double second);

}  // namespace stepdown::sim
