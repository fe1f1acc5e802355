#pragma once

#include "models/reading/file_loader.hpp"
#include "models/sweep_plan.hpp"

#include <string>
#include <vector>

namespace stepdown::models {

/// Reads the plan of a sweep at `path` and checks it against the scenario that it names: paths that
/// lead somewhere, values that fit them in number, a design that they can have.
///
/// @throws ScenarioError with all that is wrong.
/// @throws std::system_error naming the path when the plan cannot be read (a missing scenario or
/// CSV
///         is the plan's mistake).
[[nodiscard]] SweepPlan read_sweep_plan(const std::string& path);

/// The same from text; `name` is what messages call it, and paths in it are relative to it.
[[nodiscard]] SweepPlan read_sweep_plan_text(const std::string& text,
                                             const std::string& name,
                                             const FileLoader& loader = load_file);

/// A grid without a file: the scenario, `sets` as `--set` takes them, and for each factor
/// `path=16..24`, `path=16..24:2` or `path=30,36,42`. Messages call the factors `--factor`.
/// @param draws  of what is uncertain by the scenario itself, `--draws`; 0: none
///
/// @throws ScenarioError with all that is wrong.
/// @throws std::system_error naming the path when the scenario cannot be read.
[[nodiscard]] SweepPlan sweep_plan_of(const std::string& scenario,
                                      const std::vector<std::string>& sets,
                                      const std::vector<std::string>& factors,
                                      int draws = 0,
                                      const FileLoader& loader = load_file);

}  // namespace stepdown::models
