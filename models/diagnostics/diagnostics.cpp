#include "models/diagnostics/diagnostics.hpp"

#include "models/text/display_width.hpp"
#include "models/text/utf8.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>
#include <utility>

namespace stepdown::models {
namespace {

constexpr std::size_t widest_line = 120;
constexpr std::size_t longest_quote = 60;
constexpr std::size_t longest_name = 400;  // of a file or a key
constexpr std::size_t longest_message = 2000;

/// The characters of a line as they are shown, and where one of them is.
struct ShownLine {
  std::vector<std::string> characters;
  std::vector<std::size_t> widths;
  std::size_t at = 0;

  [[nodiscard]] std::size_t width(std::size_t from, std::size_t to) const {
    return std::accumulate(widths.begin() + static_cast<std::ptrdiff_t>(from),
                           widths.begin() + static_cast<std::ptrdiff_t>(to),
                           std::size_t{0});
  }
};

ShownLine shown_line(std::string_view text, std::size_t at) {
  ShownLine line;
  line.at = at;
  while (!text.empty()) {
    std::string& one = line.characters.emplace_back();
    text.remove_prefix(append_visible_character(one, text, Layout::Tabs));
    line.widths.push_back(display_width(one));
  }
  line.at = std::min(at, line.characters.size());
  return line;
}

/// The line with a caret under the column; of a very long line, the part around the column.
std::string quote_line(const Diagnostic& diagnostic) {
  if (diagnostic.source_line.empty() || diagnostic.at.line <= 0) return {};
  std::string_view text = diagnostic.source_line;
  auto before = static_cast<std::size_t>(std::max(diagnostic.at.column, 1) - 1);
  std::string_view lead;
  if (before > widest_line / 2 && offset_of_character(text, widest_line) < text.size()) {
    const std::size_t dropped = before - widest_line / 2;
    text.remove_prefix(offset_of_character(text, dropped));
    before -= dropped;
    lead = "...";
  }
  const std::size_t looked_at = offset_of_character(text, widest_line);
  const ShownLine line = shown_line(text.substr(0, looked_at), before);
  std::size_t first = 0;
  std::size_t last = line.characters.size();
  while (line.width(first, last) > widest_line && line.width(first, line.at) > widest_line / 2)
    ++first;
  while (line.width(first, last) > widest_line)
    --last;
  if (first > 0) lead = "...";
  std::string shown{lead};
  std::string padding(lead.size(), ' ');
  for (std::size_t i = first; i < last; ++i) {
    shown += line.characters[i];
    if (i < line.at)
      padding += line.characters[i] == "\t" ? "\t" : std::string(line.widths[i], ' ');
  }
  if (last < line.characters.size() || looked_at < text.size()) shown += "...";
  return fmt::format("\n  {}\n  {}^", shown, padding);
}

std::string count_of(std::size_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

}  // namespace

void sort_by_place(std::vector<Diagnostic>& diagnostics) {
  std::ranges::stable_sort(diagnostics, {}, [](const Diagnostic& diagnostic) {
    return std::tie(diagnostic.at.file, diagnostic.at.line, diagnostic.at.column);
  });
}

std::string in_quotes(std::string_view text) {
  return "'" + visible_start(text, longest_quote) + "'";
}

std::string to_text(const Diagnostic& diagnostic) {
  std::string text = visible_ends(diagnostic.at.file, longest_name);
  if (diagnostic.at.line > 0)
    text += fmt::format(":{}:{}", diagnostic.at.line, diagnostic.at.column);
  if (!text.empty()) text += ": ";
  text += diagnostic.severity == Severity::Error ? "error: " : "warning: ";
  if (!diagnostic.key.empty()) text += visible_ends(diagnostic.key, longest_name) + ": ";
  return text + visible_ends(diagnostic.message, longest_message) + quote_line(diagnostic);
}

std::string counts_text(const std::vector<Diagnostic>& diagnostics) {
  const auto errors = static_cast<std::size_t>(
      std::ranges::count(diagnostics, Severity::Error, &Diagnostic::severity));
  const std::size_t warnings = diagnostics.size() - errors;
  std::string text;
  if (errors > 0) text += count_of(errors, "error");
  if (errors > 0 && warnings > 0) text += ", ";
  if (warnings > 0) text += count_of(warnings, "warning");
  if (!text.empty()) text += "\n";
  return text;
}

std::string to_text(const std::vector<Diagnostic>& diagnostics) {
  std::vector<Diagnostic> sorted = diagnostics;
  sort_by_place(sorted);
  std::string text;
  for (const Diagnostic& diagnostic : sorted)
    text += to_text(diagnostic) + "\n";
  return text + counts_text(sorted);
}

std::vector<Diagnostic> shown(std::vector<Diagnostic> diagnostics, std::size_t beyond) {
  sort_by_place(diagnostics);
  if (diagnostics.size() <= most_shown) return diagnostics;
  const bool has_errors = beyond > 0 || std::ranges::any_of(diagnostics, [](const Diagnostic& one) {
                            return one.severity == Severity::Error;
                          });
  Diagnostic rest{has_errors ? Rule::MoreErrors : Rule::MoreWarnings,
                  diagnostics[most_shown].at,
                  {},
                  fmt::format("{} more problems from here on are not shown",
                              beyond + diagnostics.size() - most_shown),
                  diagnostics[most_shown].source_line};
  diagnostics.erase(diagnostics.begin() + most_shown, diagnostics.end());
  diagnostics.push_back(std::move(rest));
  return diagnostics;
}

std::string source_line(const std::vector<std::pair<std::string, std::string>>& sources,
                        const SourceLocation& at) {
  if (at.line <= 0) return {};
  const auto source = std::find_if(
      sources.begin(), sources.end(), [&at](const auto& entry) { return entry.first == at.file; });
  if (source == sources.end()) return {};
  const std::string& text = source->second;
  std::size_t begin = 0;
  for (int line = 1; line < at.line; ++line) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string::npos) return {};
    begin = end + 1;
  }
  std::string line = text.substr(begin, text.find('\n', begin) - begin);
  if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

ScenarioError::ScenarioError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(to_text(diagnostics)), diagnostics_(std::move(diagnostics)) {}

}  // namespace stepdown::models
