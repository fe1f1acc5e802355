#include "models/compile/problems.hpp"

#include "models/text/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stepdown::models {

Problems::Problems(const Scenario& scenario)
    : scenario_(&scenario), holes_(scenario.holes.begin(), scenario.holes.end()) {
  holes_.erase("");  // the whole file is no part of it
  for (const Diagnostic& one : scenario.found)
    diagnostics_.add(one);
  error_count_ =
      scenario.found_beyond + static_cast<std::size_t>(std::ranges::count(
                                  scenario.found, Severity::Error, &Diagnostic::severity));
  is_read_whole_ = error_count_ == 0;
}

bool Problems::is_refused(const std::string& key) const {
  const auto is_part_refused = [this, &key](char separator) {
    const auto part = holes_.lower_bound(key + separator);
    return part != holes_.end() && part->starts_with(key + separator);
  };
  if (holes_.empty()) return false;
  if (holes_.contains(key) || is_part_refused('.') || is_part_refused('[')) return true;
  for (std::size_t end = key.find_first_of(".["); end != std::string::npos;
       end = key.find_first_of(".[", end + 1))
    if (holes_.contains(std::string_view{key}.substr(0, end))) return true;
  return false;
}

void Problems::report(Rule rule,
                      const SourceLocation& at,
                      const std::string& key,
                      std::string message) {
  const bool is_error = severity_of(rule) == Severity::Error;
  if (is_error ? is_refused(key) : !is_read_whole_) return;
  if (is_error) ++error_count_;
  diagnostics_.add({rule, at, key, std::move(message)});
}

void Problems::take_back(const std::function<bool(const Diagnostic&)>& is_none) {
  diagnostics_.erase_if(
      [&](const Diagnostic& one) { return one.severity == Severity::Warning && is_none(one); });
}

std::string Problems::suggestion(std::string_view word,
                                 const std::vector<std::string>& known) const {
  return error_count_ < most_shown ? name_suggestion(word, known) : std::string{};
}

std::string Problems::value_expected(std::string_view attribute,
                                     const std::string& got,
                                     const std::vector<std::string>& known) const {
  return fmt::format(
      "expected a value of '{}', got {}{}", attribute, in_quotes(got), suggestion(got, known));
}

std::vector<Diagnostic> Problems::in_file_order() const {
  std::vector<Diagnostic> sorted =
      shown(diagnostics_.in_file_order(), scenario_->found_beyond + diagnostics_.beyond());
  for (Diagnostic& diagnostic : sorted)
    if (diagnostic.source_line.empty())
      diagnostic.source_line = source_line(scenario_->sources, diagnostic.at);
  return sorted;
}

void Problems::throw_if_errors() const {
  if (has_errors()) throw ScenarioError(in_file_order());
}

const SourceLocation& place_of(const SourceLocation& at, const SourceLocation& otherwise) {
  return at.line > 0 ? at : otherwise;
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
