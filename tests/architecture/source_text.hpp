#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::tests {

/// A text file of the project, as the architecture tests see it.
struct SourceFile {
  std::string path;  ///< from the root of the project, with forward slashes
  std::string text;
};

/// One `#include` line.
struct Include {
  std::string target;  ///< what stands between the quotes or angle brackets
  bool quoted = false;
  std::size_t line = 0;  ///< from 1
};

/// The files of the working directory's `sim`, `models`, `analysis` and `tests` (and its root
/// CMakeLists.txt) whose names end in one of `endings`, sorted by path.
///
/// The tests run with the project's root as working directory; anywhere else the list is empty.
[[nodiscard]] std::vector<SourceFile> project_files(const std::vector<std::string_view>& endings);

/// C++ text with the characters of comments and of string and character literals blanked out.
///
/// Newlines stay, so a position in the result is the same position in `text`.
[[nodiscard]] std::string code_only(std::string_view text);

/// The `#include` lines of C++ text, those in comments left out.
[[nodiscard]] std::vector<Include> includes_of(std::string_view text);

/// Where `word` stands in `code` as a word of its own, in order.
[[nodiscard]] std::vector<std::size_t> find_word(std::string_view code, std::string_view word);

/// What stands between back quotes, in order.
[[nodiscard]] std::vector<std::string> quoted_words(std::string_view text);

/// The line, from 1, of a position in `text`.
[[nodiscard]] std::size_t line_at(std::string_view text, std::size_t position);

}  // namespace stepdown::tests
