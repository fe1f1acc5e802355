#pragma once

#include "sim/distributions/distribution.hpp"

#include <vector>

namespace stepdown::tests {

/// The example of every family that authors can ask for, as the reader makes it: a new family is
/// among them by itself.
[[nodiscard]] std::vector<sim::Distribution> declared_examples();

}  // namespace stepdown::tests
