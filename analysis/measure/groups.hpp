#pragma once

#include "models/model.hpp"
#include "models/outcome_observations.hpp"

#include <memory>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// People reported together: everyone, or those with one value of one `report_by` attribute.
struct ReportGroup {
  std::string name;                ///< `all`, or "attribute=value"
  std::vector<std::size_t> cells;  ///< of `OutcomeObservations::cells`
};

/// "attribute=value" for each value of each `report_by` attribute, in the order of the scenario:
/// the order of `Observations::groups`.
[[nodiscard]] std::vector<std::string> group_names(const models::Model& model);

/// Everyone, then each value of each `report_by` attribute in the order of the scenario.
[[nodiscard]] std::vector<ReportGroup> report_groups(const models::Model& model);

/// What became of one group: its only cell, or the sum of its cells, which is then put into `sum`.
template <class Count>
[[nodiscard]] const models::BasicOutcomeCell<Count>& outcomes_of(
    const ReportGroup& group,
    const models::BasicOutcomes<Count>& outcomes,
    std::unique_ptr<models::BasicOutcomeCell<Count>>& sum);

}  // namespace stepdown::analysis
