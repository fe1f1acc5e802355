#pragma once

#include "models/calibration_plan.hpp"
#include "models/reading/file_loader.hpp"

#include <string>

namespace stepdown::models {

/// Reads the plan of a calibration at `path` and checks it against the scenario that it names.
///
/// @throws ScenarioError with all that is wrong.
/// @throws std::system_error naming the path when the plan cannot be read (a missing scenario is
///         the plan's mistake).
[[nodiscard]] CalibrationPlan read_calibration_plan(const std::string& path);

/// The same from text; `name` is what messages call it, and paths in it are relative to it.
[[nodiscard]] CalibrationPlan read_calibration_plan_text(const std::string& text,
                                                         const std::string& name,
                                                         const FileLoader& loader = load_file);

}  // namespace stepdown::models
