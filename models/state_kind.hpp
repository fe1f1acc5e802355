#pragma once

#include <cstdint>

namespace stepdown::models {

/// What a state of the pathway is: a level of care, a community state or an outcome.
enum class StateKind : std::uint8_t { Level, Community, Outcome };

}  // namespace stepdown::models
