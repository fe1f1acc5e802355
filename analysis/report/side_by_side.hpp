#pragma once

#include "analysis/experiments/compare_scenarios.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// What a compared scenario is called for short: A, B, ... Z, then 27, 28, ...
[[nodiscard]] std::string letter_of(std::size_t scenario);

/// What compared scenarios come to, next to each other, in planners' figures: of several
/// alternatives each level with a list, a row a scenario, with seats and starts where people begin
/// in groups; and, where there are any, which targets are met. The first scenario is A.
[[nodiscard]] std::string side_by_side(const std::vector<ComparedScenario>& scenarios);

}  // namespace stepdown::analysis
