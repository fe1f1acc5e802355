#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Characters that look like others, or like nothing, and are put in by word processors and web
/// pages: no-break spaces, curly quotes, long dashes, zero-width spaces.
namespace stepdown::models {

struct LookAlike {
  std::size_t at = 0;      ///< byte in the text
  std::size_t length = 0;  ///< in bytes
  std::string_view name;   ///< "a no-break space (U+00A0)"
  std::string_view plain;  ///< the character it looks like, or nothing
};

/// The first of them in a text.
[[nodiscard]] std::optional<LookAlike> first_look_alike(std::string_view text);

/// The text with plain characters in their place, without quotes and spaces around it.
[[nodiscard]] std::string with_plain_characters(std::string_view text);

/// "; it has a no-break space (U+00A0): write '7 d'", to end a message with, or nothing.
[[nodiscard]] std::string look_alike_hint(std::string_view text);

}  // namespace stepdown::models
