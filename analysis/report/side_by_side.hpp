#pragma once

#include "analysis/experiments/compare_scenarios.hpp"
#include "analysis/report/page.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// What a compared scenario is called for short: A, B, ... Z, then 27, 28, ...
[[nodiscard]] std::string letter_of(std::size_t scenario);

/// What compared scenarios come to, next to each other, in planners' figures, a row a scenario, the
/// first is A: of several alternatives each level with a list, with seats and starts where people
/// begin in groups; staff by role and money of each level that has any, and of all together where
/// there are several levels; and, where there are any, which targets are met.
/// @param changed  levels that differ, the largest differences first: of many levels only some of
///                 these are shown; null: all are
[[nodiscard]] std::string side_by_side(const std::vector<ComparedScenario>& scenarios,
                                       const Page& page = {},
                                       const std::vector<std::string>* changed = nullptr);

}  // namespace stepdown::analysis
