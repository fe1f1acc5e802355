#pragma once

#include "analysis/report/page.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "models/model.hpp"

#include <string>

namespace stepdown::analysis {

/// Demand and waits by level, then what becomes of people: what applies, and why the rest does not.
[[nodiscard]] std::string theory_text(const models::Model& model,
                                      const TheoryReport& report,
                                      const Page& page = {});

}  // namespace stepdown::analysis
