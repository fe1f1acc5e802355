#pragma once

#include "analysis/report/page.hpp"
#include "analysis/report/report.hpp"

#include <string>

namespace stepdown::analysis {

/// When lists are empty and levels are full for the first time, one line a level with limited
/// places, after an empty line; nothing when nobody was there at the start.
[[nodiscard]] std::string forecast_text(const Report& report, const Page& page = {});

}  // namespace stepdown::analysis
