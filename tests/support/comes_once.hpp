#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace stepdown::tests {

/// A source, as text of `arrivals`, from which one person comes on that day, a number or the text
/// of one; within 1000 d.
template <class Day>
[[nodiscard]] std::string comes(std::string_view who, const Day& day, std::string_view to) {
  return fmt::format("  {}: {{scheduled: {{every: 1000 d, first: {} d}}, to: {}}}\n", who, day, to);
}

}  // namespace stepdown::tests
