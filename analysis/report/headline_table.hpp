#pragma once

#include "analysis/report/page.hpp"
#include "analysis/report/report.hpp"

#include <string>

namespace stepdown::analysis {

/// The figures that a planner asks for first, one line a level: places, census, use of places, who
/// has to wait and how long, who is admitted within a week, who is lost. Means with their 95 %
/// interval. A figure that does not exist is `-`, with a footnote that says why. What does not fit
/// the page in one table is in two: of places and of waits.
[[nodiscard]] std::string headline_table(const Report& report, const Page& page = {});

}  // namespace stepdown::analysis
