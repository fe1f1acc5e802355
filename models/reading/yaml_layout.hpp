#pragma once

#include "models/diagnostics/rule.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stepdown::models {

/// What makes a text no YAML, in its author's words, and where.
struct LayoutMistake {
  Rule rule{};
  std::size_t byte = 0;
  std::string message;
};

/// Looks for a missing space, colon or quote, an indentation that fits no line above, and brackets
/// that are left open or closed twice, in the way in which people write scenarios: a key a line, or
/// in braces. To be asked only about text that is refused anyway, as what it takes for a mistake
/// can be good YAML.
///
/// @param last_line  the line (from 0) at which reading stopped; mistakes begin there or above
[[nodiscard]] std::optional<LayoutMistake> find_layout_mistake(std::string_view text,
                                                               std::size_t last_line);

/// The first part of a key without its space, such as `hold` of `hold:7 d`; nothing when the text
/// is no such thing.
[[nodiscard]] std::string_view key_without_space(std::string_view text);

/// Where a bracket opens behind a word that is no key for want of a colon, such as `places {`; npos
/// when there is none. A path may have brackets of its own: `order[0]`.
[[nodiscard]] std::size_t bracket_after_word(std::string_view text);

}  // namespace stepdown::models
