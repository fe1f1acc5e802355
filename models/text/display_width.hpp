#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// How much room text takes on a terminal.
namespace stepdown::models {

/// Columns that visible UTF-8 text takes: an ideograph or emoji two, a mark on another character
/// none, all else one. Emoji that are joined into one count as so many, as terminals differ there.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// How many bytes at the front of `text` take at most so many columns.
[[nodiscard]] std::size_t prefix_within(std::string_view text, std::size_t width);

/// `text`, or as much of it as leaves room for the `…` behind it within so many columns.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t width);

}  // namespace stepdown::models
