#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Foreign text as it may be shown on a terminal: nothing in it can move the cursor, change colors,
/// turn the direction of writing or end a line where its author wants.
namespace stepdown::models {

/// What of a text's own layout is left as it is.
enum class Layout : std::uint8_t {
  None,  ///< text that is a part of a line
  Tabs,  ///< a line
  Lines  ///< lines: line ends (LF, CRLF) too
};

/// `text` with what cannot be seen, or acts on what is around it, as visible escapes: control
/// characters as `\n`, `\r`, `\t`, `\x1b` (U+0080 and on as `\u009b`), marks of the direction of
/// writing and separators of lines and paragraphs as `\u202e`, bytes that are no UTF-8 as `\xff`.
[[nodiscard]] std::string visible(std::string_view text, Layout keep = Layout::None);

/// The character at the front of `text` as `visible` shows it, appended to `to`.
/// @returns its length in `text`, in bytes; 0 when nothing is left
std::size_t append_visible_character(std::string& to,
                                     std::string_view text,
                                     Layout keep = Layout::None);

/// The first `width` characters of `visible`, and `...` where there are more. What is left out is
/// not looked at.
[[nodiscard]] std::string visible_start(std::string_view text, std::size_t width);

/// `visible`, and of more than `width` characters only the beginning and the end, with `...`
/// between them.
[[nodiscard]] std::string visible_ends(std::string_view text, std::size_t width);

}  // namespace stepdown::models
