#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stepdown::models {

/// Why somebody asks for a place, which decides who is served first.
enum class WaitingClass : std::uint8_t { Escalation, StepDown, Return, New };
inline constexpr int waiting_class_count = 4;

/// In the order of the enumeration.
inline constexpr std::array<std::string_view, waiting_class_count> waiting_class_names{
    "escalation", "step_down", "return", "new"};

/// What scenarios call it where it stands beside attributes.
inline constexpr std::string_view waiting_class_key = "waiting_class";

[[nodiscard]] constexpr std::string_view name_of(WaitingClass waiting_class) {
  return waiting_class_names[static_cast<std::size_t>(waiting_class)];
}

}  // namespace stepdown::models
