#pragma once

#include "analysis/report/page.hpp"
#include "models/diagnostics/diagnostics.hpp"

#include <string>
#include <vector>

namespace stepdown::analysis {

/// What the author of a scenario should know, in file order, in lines that fit, and how many there
/// were. Every error is told; of warnings that break the same rule the first, and then where the
/// others are. Quoted lines of the scenario are as long as they are.
[[nodiscard]] std::string diagnostics_text(std::vector<models::Diagnostic> diagnostics,
                                           const Page& page);

}  // namespace stepdown::analysis
