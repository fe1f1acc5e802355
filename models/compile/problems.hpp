#pragma once

#include "models/diagnostics/diagnostic_list.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/scenario.hpp"

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::models {

/// Gathers what is wrong or odd in a scenario, so that its author sees everything at once: what the
/// reader found, to begin with, and whatever is reported.
///
/// A report about a hole (see `Scenario::holes`), about something inside of it or about a whole
/// that it is a part of would only be a consequence, so it is passed over. In a scenario with holes
/// or other mistakes of the reader, nothing is odd yet: warnings wait until it is read whole.
class Problems {
 public:
  /// The scenario must outlive the collection: its lines are quoted.
  explicit Problems(const Scenario& scenario);

  void report(Rule rule, const SourceLocation& at, const std::string& key, std::string message);

  /// Forgets warnings that turned out to be none.
  void take_back(const std::function<bool(const Diagnostic&)>& is_none);

  [[nodiscard]] bool has_errors() const { return error_count_ > 0; }
  /// Whether the reader refused nothing.
  [[nodiscard]] bool is_read_whole() const { return is_read_whole_; }

  /// What the author may have meant, to end a message with: "; did you mean 'x'?", or the names
  /// known when they are few. Nothing once there are more errors than will be shown.
  [[nodiscard]] std::string suggestion(std::string_view word,
                                       const std::vector<std::string>& known) const;

  /// "expected a value of 'profile', got 'x'", with a suggestion.
  [[nodiscard]] std::string value_expected(std::string_view attribute,
                                           const std::string& got,
                                           const std::vector<std::string>& known) const;

  /// @throws ScenarioError with what was gathered, warnings included, when there is an error.
  void throw_if_errors() const;

  /// What was gathered, in file order, as far as it is shown, with the source lines.
  [[nodiscard]] std::vector<Diagnostic> in_file_order() const;

 private:
  /// Whether the reader refused that key, a part of it or something that it is a part of.
  [[nodiscard]] bool is_refused(const std::string& key) const;

  const Scenario* scenario_;
  std::set<std::string, std::less<>> holes_;
  DiagnosticList diagnostics_;
  std::size_t error_count_ = 0;
  bool is_read_whole_ = true;
};

/// The first place that is known.
[[nodiscard]] const SourceLocation& place_of(const SourceLocation& at,
                                             const SourceLocation& otherwise);

/// A number as short as possible: "0.95".
[[nodiscard]] std::string number_text(double value);

/// "a", "a and b", "a, b and c"
[[nodiscard]] std::string list_text(const std::vector<std::string>& words);

}  // namespace stepdown::models
