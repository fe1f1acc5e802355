#pragma once

#include "models/diagnostics/diagnostics.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {

/// Turns bytes of the text into places for people.
class TextPositions {
 public:
  TextPositions(std::string_view text, SourceLocation start)
      : text_(text), start_(std::move(start)) {
    line_begins_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') line_begins_.push_back(i + 1);
  }

  [[nodiscard]] SourceLocation of_byte(std::size_t byte) const {
    const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), byte);
    const auto line = static_cast<std::size_t>(next - line_begins_.begin()) - 1;
    return place(line, byte - line_begins_[line]);
  }

  /// Line and column (in bytes) from 0; below 0: the last line, the first column.
  [[nodiscard]] SourceLocation of_line(int line, int column) const {
    const auto last_line = line_begins_.size() - 1;
    const auto known = line < 0 ? last_line : static_cast<std::size_t>(line);
    return place(std::min(known, last_line), column < 0 ? 0 : static_cast<std::size_t>(column));
  }

 private:
  [[nodiscard]] SourceLocation place(std::size_t line, std::size_t column_byte) const {
    column_byte = std::min(column_byte, text_.size() - line_begins_[line]);
    const bool goes_on = line == counted_line_ && column_byte >= counted_bytes_;
    const std::size_t known_bytes = goes_on ? counted_bytes_ : 0;
    const std::string_view before =
        text_.substr(line_begins_[line] + known_bytes, column_byte - known_bytes);
    const auto characters =
        std::count_if(before.begin(), before.end(), [](char c) { return (c & 0xC0) != 0x80; });
    counted_characters_ = (goes_on ? counted_characters_ : 0) + static_cast<int>(characters);
    counted_line_ = line;
    counted_bytes_ = column_byte;
    const int offset = line == 0 ? start_.column - 1 : 0;
    return {start_.file, start_.line + static_cast<int>(line), counted_characters_ + 1 + offset};
  }

  std::string_view text_;
  SourceLocation start_;
  std::vector<std::size_t> line_begins_;
  // Where the last count ended: marks mostly ascend, and lines may be long.
  mutable std::size_t counted_line_ = 0;
  mutable std::size_t counted_bytes_ = 0;
  mutable int counted_characters_ = 0;
};

}  // namespace stepdown::models
