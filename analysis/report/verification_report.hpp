#pragma once

#include "analysis/experiments/verification.hpp"
#include "analysis/report/page.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// System by metric: simulated, exact, z; `!` marks what is beyond the limit.
[[nodiscard]] std::string verification_text(const Verification& verification,
                                            const Page& page = {});

/// Writes verification.csv and dictionary.csv. Returns their names.
[[nodiscard]] std::vector<std::string> write_verification(const Verification& verification,
                                                          const std::filesystem::path& folder);

}  // namespace stepdown::analysis
