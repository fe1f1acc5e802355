#include "analysis/experiments/start_typically.hpp"

#include "analysis/theory/typical_start.hpp"

namespace stepdown::analysis {

std::optional<models::Diagnostic> start_typically(const models::Scenario& scenario,
                                                  models::Model& model) {
  const auto none = add_typical_start(model);
  if (!none || !scenario.start_from) return std::nullopt;
  const models::SourceLocation& at = scenario.start_from->at;
  return models::Diagnostic{models::Rule::NoTypicalStart,
                            at,
                            "start_from",
                            "begins empty, as no typical start is known: " + none->reason,
                            models::source_line(scenario.sources, at)};
}

}  // namespace stepdown::analysis
