#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/scenario.hpp"

#include <string>
#include <vector>

namespace stepdown::models {

/// Gathers what is wrong or odd in a scenario, so that its author sees everything at once.
class Problems {
 public:
  /// The scenario must outlive the collection: its lines are quoted.
  explicit Problems(const Scenario& scenario) : scenario_(&scenario) {}

  void report(Rule rule, const SourceLocation& at, std::string key, std::string message);
  void add(Diagnostic diagnostic);

  [[nodiscard]] bool has_errors() const { return error_count_ > 0; }

  /// @throws ScenarioError with everything gathered, warnings included, when there is an error.
  void throw_if_errors() const;

  /// What was gathered, in file order.
  [[nodiscard]] std::vector<Diagnostic> in_file_order() const;

 private:
  const Scenario* scenario_;
  std::vector<Diagnostic> diagnostics_;
  std::size_t error_count_ = 0;
};

/// "; did you mean 'x'?" when a candidate is close to `word`, else "; known: x, y" when they are
/// few, else nothing. To be put at the end of a message.
[[nodiscard]] std::string name_hint(const std::string& word, const std::vector<std::string>& known);

/// A number as short as possible: "0.95".
[[nodiscard]] std::string number_text(double value);

/// "a", "a and b", "a, b and c"
[[nodiscard]] std::string list_text(const std::vector<std::string>& words);

/// Splits, shares and batch sizes that must sum to 1 may miss it by this much.
inline constexpr double sum_tolerance = 1e-9;

}  // namespace stepdown::models
