#pragma once

#include "analysis/experiments/compare_scenarios.hpp"
#include "models/model.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

/// What planners ask about first, in their words: one sentence for each figure whose interval
/// leaves out zero ("48 fewer people lost a year (34 to 62)"), then one that names the figures of
/// which no difference can be told. When all figures are equal in every replication, only that.
[[nodiscard]] std::vector<std::string> findings(const ScenarioDifference& difference,
                                                const models::Model& model);

}  // namespace stepdown::analysis
