#pragma once

#include "sim/distributions/declaration.hpp"

#include <span>

namespace stepdown::sim {

/// How authors ask for each family that has a name, in the order of the reference.
[[nodiscard]] std::span<const Declaration* const> family_declarations();

}  // namespace stepdown::sim
