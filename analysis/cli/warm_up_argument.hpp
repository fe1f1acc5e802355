#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"
#include "analysis/experiments/warm_up_advice.hpp"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// A scenario to be run, and the warm-up that was found for it, if one was looked for.
struct WarmedScenario {
  LoadedScenario scenario;
  std::optional<FoundWarmUp> found;
  std::string found_text;  ///< how, and what was changed for it
};

/// `--warm-up`: auto, or a length of time; empty when it is not given.
CLI::Option* add_warm_up_argument(CLI::App& command, std::string& warm_up);

/// The longest warm-up that any of the models asks for, so that all are seen through one window.
/// @throws UsageError when none can be found.
[[nodiscard]] FoundWarmUp common_warm_up(const std::vector<const models::Model*>& models,
                                         int threads);

/// What to set so that the run has that warm-up. A run that would end before it is made so much
/// longer that as many days as before are observed.
[[nodiscard]] std::vector<std::string> settings_of(const FoundWarmUp& found,
                                                   const models::Model& model);

/// Loads the scenario with the warm-up that the command line asks for, by pilot replications if it
/// says auto.
/// @throws UsageError when none can be found.
[[nodiscard]] WarmedScenario load_with_warm_up(const ScenarioArguments& arguments,
                                               const std::string& warm_up,
                                               int threads,
                                               const Console& console);

/// How it was found, and what else was changed for it, a line each.
[[nodiscard]] std::string text_of(const FoundWarmUp& found, const models::Model& model);

}  // namespace stepdown::analysis
