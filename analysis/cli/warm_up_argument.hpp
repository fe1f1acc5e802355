#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"
#include "analysis/experiments/warm_up_advice.hpp"

#include <CLI/CLI.hpp>

#include <functional>
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

/// What `--warm-up` comes to.
struct WarmUpChoice {
  std::vector<std::string> sets;     ///< for all scenarios: run.warm_up, and run.horizon if need be
  std::optional<FoundWarmUp> found;  ///< auto: the longest that any of the models asks for
  std::string text;                  ///< auto: how it was found and what was changed for it
};

/// Reads the scenarios in silence, as they will be read again.
using QuietLoad = std::function<std::vector<models::Model>(const Console& unheard)>;

/// A run of which a warm-up that was found would leave less than half of the days that are to be
/// observed is made so much longer that all of them are.
/// @throws UsageError when none can be found.
[[nodiscard]] WarmUpChoice choose_warm_up(const std::string& warm_up,
                                          int threads,
                                          const QuietLoad& load);

/// Loads the scenario with the warm-up that the command line asks for, by pilot replications if it
/// says auto.
/// @throws UsageError when none can be found.
[[nodiscard]] WarmedScenario load_with_warm_up(const ScenarioArguments& arguments,
                                               const std::string& warm_up,
                                               int threads,
                                               const Console& console);

}  // namespace stepdown::analysis
