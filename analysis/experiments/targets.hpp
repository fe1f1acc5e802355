#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/summary/summary.hpp"
#include "models/comparison.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

/// What figures of a scenario are to be, and what became of it.
namespace stepdown::analysis {

/// A target whose figure is known to be measured.
struct Target {
  std::string text;  ///< as its author wrote it
  FigureName figure;
  models::Comparison comparison{};
  double limit = 0;  ///< in the unit of the figure
};

/// The targets of a scenario. A figure is written `residential.wait.p90`, `lost.per_year` (of all
/// levels together) or `wait.p90@residential/payer=private`; without its statistic it is the mean,
/// else the share, else the number a year.
/// @throws models::ScenarioError naming every target whose figure is not measured or has another
///         unit
[[nodiscard]] std::vector<Target> resolve_targets(const models::Scenario& scenario,
                                                  const models::Model& model);

/// Whether a value is what a target wants.
[[nodiscard]] bool meets(const Target& target, double value);

/// What the replications say of one target.
struct TargetFinding {
  Target target;
  std::optional<double> value;
  std::optional<Interval> interval;
  std::optional<bool> is_met{};  ///< by the value; nothing: there is none
  /// That the figure in all replications there could be meets the target, see
  /// `confidence_of_target`; nothing without an interval.
  std::optional<double> confidence{};
  /// Share of the replications with a value of their own in which that meets the target.
  std::optional<double> share_of_replications;
  std::string note;  ///< of the figure
};

[[nodiscard]] std::vector<TargetFinding> assess_targets(const std::vector<Target>& targets,
                                                        const Summary& summary);

/// The one-sided confidence with which a figure meets a target: of Student's t with replications -
/// 1 degrees of freedom, at the distance from the estimate to the limit in standard errors, which
/// are taken from that end of the 95 % interval which lies towards the limit. So the answer is
/// 0.975 where the interval just touches the limit, whatever the scale it was made on.
[[nodiscard]] double confidence_of_target(const Target& target,
                                          double value,
                                          const Interval& interval,
                                          std::int64_t replications);

}  // namespace stepdown::analysis
