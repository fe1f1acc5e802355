#pragma once

#include "analysis/experiments/targets.hpp"
#include "analysis/summary/summary.hpp"
#include "models/input.hpp"
#include "models/model.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

struct TheoryReport;

/// What every table of a run is written from. Both must outlive the report.
struct Report {
  const models::Model& model;
  const Summary& summary;
  std::vector<std::string> sets{};  ///< values set on the command line, as path=value
  std::vector<TargetFinding> targets{};
  std::vector<models::Input> inputs{};   ///< of the scenario
  const TheoryReport* theory = nullptr;  ///< what it says of places; null: nothing
};

/// The name of the scenario and what was set in it, so that tables of several runs can be told
/// apart when they are put together: "Example; levels.php.places.slots=20". How many replications
/// were asked for does not make another scenario.
[[nodiscard]] std::string scenario_name(const Report& report);

}  // namespace stepdown::analysis
