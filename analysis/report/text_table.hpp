#pragma once

#include "analysis/report/page.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Text in columns as wide as their widest cell: the first to the left, the others to the right.
/// Width is that on a terminal. Foreign text in cells is made visible.
///
/// A table wider than the page gets headings of more lines, then labels and other words of more
/// lines, and is then cut into as few blocks as can be below each other, about as wide as each
/// other, each with the first column again. What fits nowhere is shortened with `…`.
/// @param headings  rows that head the others
[[nodiscard]] std::string aligned(std::vector<std::vector<std::string>> rows,
                                  const Page& page = {},
                                  std::size_t headings = 1);

}  // namespace stepdown::analysis
