#include "analysis/cli/warm_up_argument.hpp"

#include "analysis/cli/argument_checks.hpp"

#include <fmt/format.h>

#include <sstream>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr int pilots = 50;

FoundWarmUp found_warm_up(const models::Model& model, int threads) {
  const auto found = find_warm_up(model, pilots, threads);
  if (!found)
    throw UsageError(
        "--warm-up auto: expected a horizon of 50 days or more and a level that is used");
  if (!found->is_reliable)
    throw UsageError(fmt::format(
        "--warm-up auto: {} had not settled after {:g} d (does a list grow without end?); choose a "
        "warm-up by hand, or 0 d to look at the start itself",
        found->level,
        found->pilot_days));
  return *found;
}

}  // namespace

FoundWarmUp common_warm_up(const std::vector<const models::Model*>& models, int threads) {
  FoundWarmUp longest;
  for (const models::Model* const model : models) {
    FoundWarmUp found = found_warm_up(*model, threads);
    if (longest.level.empty() || found.days > longest.days) longest = std::move(found);
  }
  return longest;
}

std::vector<std::string> settings_of(const FoundWarmUp& found, const models::Model& model) {
  std::vector<std::string> sets{fmt::format("run.warm_up={:g} d", found.days)};
  if (found.days >= model.horizon)
    sets.push_back(fmt::format("run.horizon={:g} d", found.days + model.horizon - model.warm_up));
  return sets;
}

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
  std::string text;
  if (warm_up == "auto") {
    ScenarioArguments unwarned = arguments;  // it will be read again, aloud
    unwarned.strict = false;
    std::ostringstream unheard;
    const LoadedScenario loaded = load_scenario(unwarned, Console{unheard, unheard, false, {}});
    found = common_warm_up({&loaded.model}, threads);
    text = text_of(*found, loaded.model);
    for (std::string& set : settings_of(*found, loaded.model))
      wanted.sets.push_back(std::move(set));
  } else if (!warm_up.empty()) {
    wanted.sets.push_back("run.warm_up=" + warm_up);
  }
  return {load_scenario(wanted, console), found, std::move(text)};
}

std::string text_of(const FoundWarmUp& found, const models::Model& model) {
  std::string text = fmt::format(
      "warm-up: {:g} d, by MSER-5 on {} pilot replications of {:g} d; {} takes longest to settle\n",
      found.days,
      found.pilots,
      found.pilot_days,
      found.level);
  if (found.days >= model.horizon)
    text +=
        fmt::format("horizon: {:g} d instead of {:g} d, so that {:g} days are observed as asked\n",
                    found.days + model.horizon - model.warm_up,
                    model.horizon,
                    model.horizon - model.warm_up);
  return text;
}

}  // namespace stepdown::analysis
