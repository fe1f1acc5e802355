#include "analysis/cli/warm_up_argument.hpp"

#include "analysis/catalog/measurement.hpp"
#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/free_memory.hpp"

#include <fmt/format.h>

#include <sstream>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr int pilots = 50;

/// Of a run of at most a thousand years.
constexpr double longest_horizon = 365'000;

/// Whether less than half of the days that are to be observed would be left.
bool needs_longer_run(double warm_up, const models::Model& model) {
  return warm_up > model.warm_up && model.horizon - warm_up < (model.horizon - model.warm_up) / 2;
}

double longer_horizon(double warm_up, const models::Model& model) {
  return warm_up + model.horizon - model.warm_up;
}

FoundWarmUp found_warm_up(const models::Model& model, int threads) {
  const auto found = find_warm_up(model, pilots, threads, free_memory());
  if (!found)
    throw UsageError(
        "--warm-up auto: expected a horizon of 50 days or more and a level that is used");
  if (!found->is_reliable)
    throw UsageError(fmt::format(
        "--warm-up auto: {} had not settled after {:g} d (does a list grow without end?); choose a "
        "warm-up by hand, or 0 d to look at the start itself",
        found->level,
        found->pilot_days));
  if (longer_horizon(found->days, model) > longest_horizon)
    throw UsageError(fmt::format(
        "--warm-up auto: {} would take {:.0f} years to settle; choose a warm-up by hand, or 0 d to "
        "look at the start itself",
        found->level,
        found->days / days_per_year));
  return *found;
}

/// The longest that any of the models asks for, so that all are seen through one window.
FoundWarmUp common_warm_up(const std::vector<models::Model>& models, int threads) {
  FoundWarmUp longest;
  for (const models::Model& model : models) {
    FoundWarmUp found = found_warm_up(model, threads);
    if (longest.level.empty() || found.days > longest.days) longest = std::move(found);
  }
  return longest;
}

std::vector<std::string> settings_of(const FoundWarmUp& found, const models::Model& model) {
  std::vector<std::string> sets{fmt::format("run.warm_up={:g} d", found.days)};
  if (needs_longer_run(found.days, model))
    sets.push_back(fmt::format("run.horizon={:g} d", longer_horizon(found.days, model)));
  return sets;
}

std::string text_of(const FoundWarmUp& found, const models::Model& model) {
  std::string told =
      found.is_by_theory
          ? fmt::format(
                "warm-up: {:g} d, as theory expects {} to take; MSER-5 on {} pilot replications of "
                "{:g} d sees {:g} d\n",
                found.days,
                found.level,
                found.pilots,
                found.pilot_days,
                found.by_pilots_days)
          : fmt::format(
                "warm-up: {:g} d, by MSER-5 on {} pilot replications of {:g} d; {} takes longest "
                "to "
                "settle\n",
                found.days,
                found.pilots,
                found.pilot_days,
                found.level);
  if (needs_longer_run(found.days, model))
    told +=
        fmt::format("horizon: {:g} d instead of {:g} d, so that {:g} days are observed as asked\n",
                    longer_horizon(found.days, model),
                    model.horizon,
                    model.horizon - model.warm_up);
  return told;
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

WarmUpChoice choose_warm_up(const std::string& warm_up, int threads, const QuietLoad& load) {
  if (warm_up.empty()) return {};
  if (warm_up != "auto") return {.sets = {"run.warm_up=" + warm_up}, .found = {}, .text = {}};
  std::ostringstream unheard;
  const std::vector<models::Model> models = load(Console{unheard, unheard});
  const FoundWarmUp found = common_warm_up(models, threads);
  const models::Model& first = models.front();
  return {.sets = settings_of(found, first), .found = found, .text = text_of(found, first)};
}

WarmedScenario load_with_warm_up(const ScenarioArguments& arguments,
                                 const std::string& warm_up,
                                 int threads,
                                 const Console& console) {
  ScenarioArguments wanted = arguments;
  WarmUpChoice choice = choose_warm_up(warm_up, threads, [&](const Console& unheard) {
    ScenarioArguments unwarned = arguments;
    unwarned.strict = false;
    return std::vector{load_scenario(unwarned, unheard).model};
  });
  wanted.sets.insert(wanted.sets.end(), choice.sets.begin(), choice.sets.end());
  return {load_scenario(wanted, console), choice.found, std::move(choice.text)};
}

}  // namespace stepdown::analysis
