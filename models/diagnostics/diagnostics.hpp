#pragma once

#include "models/diagnostics/rule.hpp"

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {

/// The file of values that are given on the command line.
inline constexpr std::string_view set_file = "--set";

/// A place in a scenario file, line and column (in characters) counted from 1 as editors do.
/// A value given on the command line is in the file `set_file`, whose lines are the arguments.
/// Line 0: no place (a default).
struct SourceLocation {
  std::string file;
  int line = 0;
  int column = 0;

  friend bool operator==(const SourceLocation&, const SourceLocation&) = default;
};

/// A value together with the place where its author wrote it, so that a mistake in meaning can be
/// shown there.
template <class T>
struct Located {
  T value{};
  SourceLocation at;
};

/// One thing that the author of a scenario should know.
///
/// `key` is the path to the value (`levels.residential.places`); `message` says what was expected
/// and what was found, with a hint; `source_line` is the text of the line, empty when unknown.
struct Diagnostic {
  /// There is none without a rule, which also says how severe it is.
  Diagnostic(Rule broken,
             SourceLocation where,
             std::string key_path,
             std::string text,
             std::string line = {})
      : rule{broken},
        severity{severity_of(broken)},
        at{std::move(where)},
        key{std::move(key_path)},
        message{std::move(text)},
        source_line{std::move(line)} {}

  Rule rule;
  Severity severity;
  SourceLocation at;
  std::string key;
  std::string message;
  std::string source_line;
};

/// `file:line:column: error: key: message`, then the source line and a caret under the column.
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic);

/// "2 errors, 1 warning" and a line end; nothing of none.
[[nodiscard]] std::string counts_text(const std::vector<Diagnostic>& diagnostics);

/// The whole list in file order (file, line, column), each as `to_text`, and a closing count.
[[nodiscard]] std::string to_text(const std::vector<Diagnostic>& diagnostics);

/// So many of the messages about one scenario are shown.
inline constexpr std::size_t most_shown = 100;

/// The list in file order: the first `most_shown`, and one that counts the rest.
/// @param beyond  how many more there are behind those of the list
[[nodiscard]] std::vector<Diagnostic> shown(std::vector<Diagnostic> diagnostics,
                                            std::size_t beyond = 0);

/// Sorts by file, line and column; what is at the same place stays in its order.
void sort_by_place(std::vector<Diagnostic>& diagnostics);

/// The text of the line at `at`, from the texts of the files by name; empty when unknown.
[[nodiscard]] std::string source_line(
    const std::vector<std::pair<std::string, std::string>>& sources, const SourceLocation& at);

/// What an author wrote, in single quotes, shortened and visible.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// A scenario that cannot be used: every problem that was found, never only the first.
class ScenarioError : public std::runtime_error {
 public:
  explicit ScenarioError(std::vector<Diagnostic> diagnostics);
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace stepdown::models
