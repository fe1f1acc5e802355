#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"
#include "analysis/experiments/warm_up_advice.hpp"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace stepdown::analysis {

/// A scenario to be run, and the warm-up that was found for it, if one was looked for.
struct WarmedScenario {
  LoadedScenario scenario;
  std::optional<FoundWarmUp> found;
};

/// `--warm-up`: auto, or a length of time; empty when it is not given.
CLI::Option* add_warm_up_argument(CLI::App& command, std::string& warm_up);

/// Loads the scenario with the warm-up that the command line asks for, by pilot replications if it
/// says auto.
/// @throws UsageError when none can be found.
[[nodiscard]] WarmedScenario load_with_warm_up(const ScenarioArguments& arguments,
                                               const std::string& warm_up,
                                               int threads,
                                               const Console& console);

/// How it was found, in one line.
[[nodiscard]] std::string text_of(const FoundWarmUp& found);

}  // namespace stepdown::analysis
