#pragma once

#include "analysis/experiments/calibration.hpp"
#include "analysis/report/page.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Writes calibration.csv, parameters.csv and what their columns mean; where there are draws also
/// all_draws.csv and fitted_draws.csv, whose rows `uncertain` of a sweep plan takes as they are.
/// Returns their names.
[[nodiscard]] std::vector<std::string> write_calibration(const CalibrationAsked& asked,
                                                         const Calibration& found,
                                                         const std::filesystem::path& folder);

/// What was observed beside what was fitted, and the parameters.
[[nodiscard]] std::string calibration_text(const CalibrationAsked& asked,
                                           const Calibration& found,
                                           const Page& page = {});

}  // namespace stepdown::analysis
