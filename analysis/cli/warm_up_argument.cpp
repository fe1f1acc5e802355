#include "analysis/cli/warm_up_argument.hpp"

#include "analysis/cli/argument_checks.hpp"

#include <fmt/format.h>

#include <sstream>

namespace stepdown::analysis {

namespace {

constexpr int pilots = 50;

/// `run --warm-up auto`: looks at the scenario in silence, as it will be read again.
FoundWarmUp found_warm_up(ScenarioArguments arguments, int threads) {
  arguments.strict = false;
  std::ostringstream unheard;
  const LoadedScenario loaded = load_scenario(arguments, Console{unheard, unheard, false, {}});
  const auto found = find_warm_up(loaded.model, pilots, threads);
  if (!found)
    throw UsageError(
        "--warm-up auto: expected a horizon of 50 days or more and a level that is used");
  if (!found->is_reliable)
    throw UsageError(fmt::format(
        "--warm-up auto: {} had not settled after {:g} d (does a list grow without end?); choose a "
        "warm-up by hand, or 0 d to look at the start itself",
        found->level,
        found->pilot_days));
  if (found->days >= loaded.model.horizon)
    throw UsageError(fmt::format(
        "--warm-up auto: found {:g} d ({}), expected less than the horizon of {:g} d; set "
        "run.horizon to some {:.0f} d",
        found->days,
        found->level,
        loaded.model.horizon,
        found->days + loaded.model.horizon - loaded.model.warm_up));
  return *found;
}

}  // namespace

CLI::Option* add_warm_up_argument(CLI::App& command, std::string& warm_up) {
  return command
      .add_option("--warm-up",
                  warm_up,
                  "Length of time that is not observed; auto: found by pilot replications")
      ->type_name("auto|TIME")
      ->check(is_not_empty("auto or a length of time (such as '26 wk')"));
}

WarmedScenario load_with_warm_up(const ScenarioArguments& arguments,
                                 const std::string& warm_up,
                                 int threads,
                                 const Console& console) {
  ScenarioArguments wanted = arguments;
  std::optional<FoundWarmUp> found;
  if (warm_up == "auto") {
    found = found_warm_up(wanted, threads);
    wanted.sets.push_back(fmt::format("run.warm_up={:g} d", found->days));
  } else if (!warm_up.empty()) {
    wanted.sets.push_back("run.warm_up=" + warm_up);
  }
  return {load_scenario(wanted, console), found};
}

std::string text_of(const FoundWarmUp& found) {
  return fmt::format(
      "warm-up: {:g} d, by MSER-5 on {} pilot replications of {:g} d; {} takes longest to settle\n",
      found.days,
      found.pilots,
      found.pilot_days,
      found.level);
}

}  // namespace stepdown::analysis
