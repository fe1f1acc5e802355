#pragma once

#include <cstdint>

namespace stepdown::models {

/// Why somebody asks for a place, which decides who is served first.
enum class WaitingClass : std::uint8_t { Escalation, StepDown, Return, New };
inline constexpr int waiting_class_count = 4;

}  // namespace stepdown::models
