#pragma once

#include <cstddef>
#include <string_view>

namespace stepdown::models {

/// The length in bytes of the UTF-8 character at the front of `text`, or 0 when there is none
/// (overlong forms, surrogates and values past U+10FFFF are none).
[[nodiscard]] std::size_t utf8_length(std::string_view text);

/// Whether the character at the front of `text` is a control character (C0 without tab and line
/// ends, DEL, C1), which could drive a terminal.
[[nodiscard]] bool starts_with_control(std::string_view text);

}  // namespace stepdown::models
