#pragma once

#include "analysis/report/report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// Text in columns as wide as their widest cell: the first to the left, the others to the right.
/// Width is counted in characters, not bytes. Foreign text in cells is made visible. A table wider
/// than 100 is cut into as few blocks as can be below each other, about as wide as each other, each
/// with the first column again.
[[nodiscard]] std::string aligned(std::vector<std::vector<std::string>> rows);

/// The figures that a planner asks for first, one line a level: places, census, utilization, who
/// has to wait and how long, who is lost. Means with the half-width of their 95 % interval. A
/// figure that does not exist is `-`, with a footnote that says why.
[[nodiscard]] std::string headline_table(const Report& report);

}  // namespace stepdown::analysis
