#pragma once

#include "analysis/report/page.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// Visible text in lines of at most so many columns, broken at spaces; what is longer is broken
/// where the line ends, but a word with a slash, as a path is there to be copied.
/// @param after_first  columns that lines after the first have less
[[nodiscard]] std::vector<std::string> broken_lines(std::string_view text,
                                                    std::size_t width,
                                                    std::size_t after_first = 0);

/// Sentences, each with its line end, in lines that fit the page: lines that go on are set in by
/// two columns more than the first.
[[nodiscard]] std::string wrapped(std::string_view text, const Page& page);

/// The same, set in by so many columns.
[[nodiscard]] std::string wrapped(std::string_view text, const Page& page, std::size_t hanging);

}  // namespace stepdown::analysis
