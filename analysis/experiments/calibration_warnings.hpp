#pragma once

#include "analysis/experiments/calibration.hpp"

#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// Whether a parameter ended at an end of what the search may try.
/// @param share  of what it may be, below its value
[[nodiscard]] bool is_at_bound(const models::FreeParameter& parameter, double share);

/// (fitted - observed) / sd with luck that the search did not know; nothing where there is no
/// figure.
[[nodiscard]] std::optional<double> difference_in_sd(const ObservedTarget& target,
                                                     const FigureOfSet& fitted);

/// What there is to know of the answer before it is used, each a sentence: figures that nothing
/// fits, parameters at their bounds or of which the figures say nothing, sets that are too far off.
[[nodiscard]] std::vector<std::string> calibration_warnings(const CalibrationAsked& asked,
                                                            const Calibration& found);

}  // namespace stepdown::analysis
