#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/model.hpp"
#include "models/reading/read_scenario.hpp"
#include "models/scenario.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

/// A model with what was odd about it.
struct PointModel {
  models::Model model;
  std::vector<models::Diagnostic> warnings;
};

/// Makes models of a scenario that is changed here and there. The files in YAML are read once, so
/// nobody can change them halfway; data files are read again.
class PointModels {
 public:
  /// @param sets  `path=value`, of every point
  /// @throws models::ScenarioError where there is no scenario at all; std::system_error when the
  ///         file cannot be read
  PointModels(const std::string& file, std::vector<std::string> sets);

  /// The scenario without further changes. What is wrong with it stands in it.
  [[nodiscard]] const models::Scenario& base() const { return base_; }

  /// The model with these values set besides. May be called by several threads at once.
  /// @throws models::ScenarioError saying all that is wrong with it
  [[nodiscard]] PointModel make(const std::vector<std::string>& sets) const;

 private:
  std::vector<std::string> sets_;
  models::Scenario base_;
  models::ScenarioFiles files_;
};

}  // namespace stepdown::analysis
