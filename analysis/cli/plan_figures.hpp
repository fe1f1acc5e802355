#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/model.hpp"

#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Reads the figures that a plan names, and tells all that are none, each at its place.
class PlanFigures {
 public:
  /// @param file  of the plan; empty: of the command line
  PlanFigures(const models::Model& model, std::string file);

  /// Nothing, and an error, when it is not of the catalog, or not measured by the model.
  /// @param section  of the plan, which has it: `figures`
  std::optional<FigureName> read(const models::Located<std::string>& written,
                                 const std::string& section);
  void refuse(models::Rule rule,
              const models::Located<std::string>& written,
              const std::string& section,
              std::string message);
  /// @throws models::ScenarioError with all of them, if there are any
  void throw_if_refused() const;

 private:
  const models::Model* model_;
  std::string file_;
  std::vector<FigureName> measured_;
  std::vector<models::Diagnostic> found_;
};

}  // namespace stepdown::analysis
