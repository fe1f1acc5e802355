#include "models/diagnostics/diagnostics.hpp"

#include "models/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

namespace stepdown::models {
namespace {

constexpr std::size_t widest_line = 120;
constexpr std::size_t longest_quote = 60;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Byte offset of the `count`-th character (from 0) of UTF-8 text, or its size.
std::size_t offset_of(std::string_view text, std::size_t count) {
  std::size_t offset = 0;
  for (; offset < text.size(); ++offset)
    if (!is_continuation(text[offset]) && count-- == 0) break;
  return offset;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

/// Text that is safe on a terminal: what is no text becomes '?'.
std::string printable(std::string_view text) {
  std::string safe;
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const bool is_text =
        length > 0 && !starts_with_control(text) && text[0] != '\n' && text[0] != '\r';
    safe += is_text ? text.substr(0, length) : "?";
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return safe;
}

/// The line with a caret under the column; of a very long line, the part around the column.
std::string quote_line(const Diagnostic& diagnostic) {
  if (diagnostic.source_line.empty() || diagnostic.at.line <= 0) return {};
  std::string_view line = diagnostic.source_line;
  auto before = static_cast<std::size_t>(std::max(diagnostic.at.column, 1) - 1);
  std::string_view lead;
  if (characters(line) > widest_line && before > widest_line / 2) {
    const std::size_t dropped = before - widest_line / 2;
    line.remove_prefix(offset_of(line, dropped));
    before -= dropped;
    lead = "...";
  }
  const std::size_t end = offset_of(line, widest_line);
  const std::string_view trail = end < line.size() ? "..." : "";
  const std::string shown = printable(line.substr(0, end));
  std::string padding(lead.size(), ' ');
  for (const char c : std::string_view{shown}.substr(0, offset_of(shown, before)))
    if (!is_continuation(c)) padding += c == '\t' ? '\t' : ' ';
  return fmt::format("\n  {}{}{}\n  {}^", lead, shown, trail, padding);
}

void sort_by_place(std::vector<Diagnostic>& diagnostics) {
  std::ranges::stable_sort(diagnostics, {}, [](const Diagnostic& diagnostic) {
    return std::tie(diagnostic.at.file, diagnostic.at.line, diagnostic.at.column);
  });
}

std::string count_of(std::size_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

}  // namespace

std::string in_quotes(std::string_view text) {
  std::string shown = printable(text.substr(0, offset_of(text, longest_quote)));
  std::replace(shown.begin(), shown.end(), '\t', ' ');
  if (offset_of(text, longest_quote) < text.size()) shown += "...";
  return "'" + shown + "'";
}

std::string to_text(const Diagnostic& diagnostic) {
  std::string text = diagnostic.at.file;
  if (diagnostic.at.line > 0)
    text += fmt::format(":{}:{}", diagnostic.at.line, diagnostic.at.column);
  if (!text.empty()) text += ": ";
  text += diagnostic.severity == Severity::Error ? "error: " : "warning: ";
  if (!diagnostic.key.empty()) text += diagnostic.key + ": ";
  return text + diagnostic.message + quote_line(diagnostic);
}

std::string to_text(const std::vector<Diagnostic>& diagnostics) {
  std::vector<Diagnostic> sorted = diagnostics;
  sort_by_place(sorted);
  std::string text;
  std::size_t errors = 0;
  for (const Diagnostic& diagnostic : sorted) {
    text += to_text(diagnostic) + "\n";
    if (diagnostic.severity == Severity::Error) ++errors;
  }
  const std::size_t warnings = sorted.size() - errors;
  if (errors > 0) text += count_of(errors, "error");
  if (errors > 0 && warnings > 0) text += ", ";
  if (warnings > 0) text += count_of(warnings, "warning");
  if (!sorted.empty()) text += "\n";
  return text;
}

std::vector<Diagnostic> shown(std::vector<Diagnostic> diagnostics) {
  sort_by_place(diagnostics);
  if (diagnostics.size() <= most_shown) return diagnostics;
  const bool has_errors = std::ranges::any_of(
      diagnostics, [](const Diagnostic& one) { return one.severity == Severity::Error; });
  Diagnostic rest{
      has_errors ? Rule::MoreErrors : Rule::MoreWarnings,
      diagnostics[most_shown].at,
      {},
      fmt::format("{} more problems from here on are not shown", diagnostics.size() - most_shown),
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
