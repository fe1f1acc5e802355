#pragma once

#include "analysis/experiments/sensitivity.hpp"
#include "analysis/report/page.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Writes sensitivity.csv and what its columns mean. Returns their names.
[[nodiscard]] std::vector<std::string> write_sensitivity(const std::vector<SensitivityRow>& rows,
                                                         const std::filesystem::path& folder);

/// The factors of each figure, the one that matters most first.
[[nodiscard]] std::string sensitivity_text(const std::vector<SensitivityRow>& rows,
                                           SensitivityMethod method,
                                           const Page& page = {});

}  // namespace stepdown::analysis
