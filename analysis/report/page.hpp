#pragma once

#include <algorithm>
#include <cstddef>

namespace stepdown::analysis {

/// Columns of what is no terminal, such as a file: the same whoever looks.
inline constexpr std::size_t usual_width = 80;

/// What text is laid out for.
struct Page {
  std::size_t width = usual_width;  ///< of the longest line, in columns of a terminal

  /// Of sentences: longer lines are hard to read, however wide the terminal.
  [[nodiscard]] std::size_t width_of_sentences() const { return std::min(width, std::size_t{100}); }
};

}  // namespace stepdown::analysis
