#pragma once

#include <cstddef>
#include <string_view>

namespace stepdown::models {

/// The length in bytes of the UTF-8 character at the front of `text`, or 0 when there is none
/// (overlong forms, surrogates and values past U+10FFFF are none).
[[nodiscard]] std::size_t utf8_length(std::string_view text);

/// The code point of a whole UTF-8 character.
[[nodiscard]] char32_t code_point(std::string_view character);

/// Whether the character at the front of `text` is a control character (C0 without tab and line
/// ends, DEL, C1), which could drive a terminal.
[[nodiscard]] bool starts_with_control(std::string_view text);

/// How many bytes at the front of `text` are whole UTF-8 characters.
[[nodiscard]] std::size_t utf8_prefix(std::string_view text);

/// How many characters UTF-8 text has.
[[nodiscard]] std::size_t characters(std::string_view text);

/// Byte offset of the `count`-th character (from 0) of UTF-8 text, or its size.
[[nodiscard]] std::size_t offset_of_character(std::string_view text, std::size_t count);

}  // namespace stepdown::models
