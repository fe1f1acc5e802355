#include "models/compile/problems.hpp"

#include "models/text/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace stepdown::models {

void Problems::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::Error) ++error_count_;
  if (diagnostic.source_line.empty()) {
    diagnostic.source_line = source_line(scenario_->sources, diagnostic.at);
  }
  diagnostics_.push_back(std::move(diagnostic));
}

void Problems::report(Rule rule, const SourceLocation& at, std::string key, std::string message) {
  add({rule, at, std::move(key), std::move(message)});
}

std::vector<Diagnostic> Problems::in_file_order() const {
  std::vector<Diagnostic> sorted = diagnostics_;
  std::ranges::stable_sort(sorted, [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.at.file, a.at.line, a.at.column) <
           std::tie(b.at.file, b.at.line, b.at.column);
  });
  return sorted;
}

void Problems::throw_if_errors() const {
  if (has_errors()) throw ScenarioError(in_file_order());
}

std::string name_hint(const std::string& word, const std::vector<std::string>& known) {
  constexpr std::size_t longest_list = 12;
  if (known.empty()) return "; there are none";
  std::string nearest = did_you_mean(word, known);
  if (!nearest.empty() || known.size() > longest_list) return nearest;
  return fmt::format("; known: {}", fmt::join(known, ", "));
}

std::string number_text(double value) {
  return fmt::format("{:.10g}", value);
}

std::string list_text(const std::vector<std::string>& words) {
  if (words.empty()) return {};
  if (words.size() == 1) return words.front();
  const std::vector<std::string> front(words.begin(), words.end() - 1);
  return fmt::format("{} and {}", fmt::join(front, ", "), words.back());
}

}  // namespace stepdown::models
