#include "models/compile/economics.hpp"

#include "models/compile/given.hpp"
#include "models/reason_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

using MaybeNumber = std::optional<Given<Located<double>>>;

bool is_of_the_dead(const State& state) {
  return state.kind == StateKind::Outcome && reason_kind(state.name.value) == ReasonKind::Death;
}

bool has_utilities(const Scenario& scenario) {
  return scenario.economics->waiting_utility ||
         std::ranges::any_of(scenario.states,
                             [](const State& state) { return state.utility.has_value(); });
}

void check_values(const MaybeNumber& value,
                  const SourceLocation& at,
                  const std::string& key,
                  const Names& names,
                  Problems& problems) {
  if (value) check_given({&names, &problems, at, key, names.attributes.size()}, *value);
}

/// Whoever says what some states are worth means something by the others, too.
void check_all_have(const Scenario& scenario, Problems& problems) {
  const auto report = [&](const SourceLocation& at, const std::string& key) {
    problems.report(Rule::UtilityMissing,
                    at,
                    key,
                    "expected a utility, as others have one; write one for each level, each "
                    "community state and each outcome but deaths, and 'economics.waiting_utility' "
                    "if anybody can have to wait");
  };
  for (const State& state : scenario.states)
    if (!state.utility && !is_of_the_dead(state))
      report(state.name.at, state_key(state) + ".utility");
  if (!scenario.economics->waiting_utility &&
      std::ranges::any_of(scenario.states, &State::has_list))
    report(scenario.economics->at, "economics.waiting_utility");
}

void check_unused(const Scenario& scenario, Problems& problems) {
  for (const State& state : scenario.states)
    if (state.utility)
      problems.report(Rule::UtilityUnused,
                      place_of(state.utility->at, state.name.at),
                      state_key(state) + ".utility",
                      "never used: the scenario has no 'economics'");
}

/// The numbers of all classes of people; the same for all where nothing is written.
std::vector<double> by_class(const MaybeNumber& value,
                             const Names& names,
                             const Model& model,
                             double otherwise) {
  std::vector<double> numbers(model.classes.size(), otherwise);
  if (!value) return numbers;
  for (std::size_t c = 0; c < numbers.size(); ++c)
    numbers[c] = value_for(*value, names, model.classes[c]).value;
  return numbers;
}

StateEconomics economics_of(const Scenario& scenario,
                            const State& state,
                            const Names& names,
                            const Model& model) {
  StateEconomics here;
  here.is_death = is_of_the_dead(state);
  here.utility = by_class(state.utility, names, model, here.is_death ? 0 : 1);
  const std::size_t classes = model.classes.size();
  if (state.kind == StateKind::Level && scenario.economics->at_prices) {
    const Prices prices = state.prices.value_or(Prices{});
    here.cost_a_day = by_class(prices.a_day, names, model, 0);
    for (double& price : here.cost_a_day)
      price *= prices.paid_share();
    here.cost_an_admission = by_class(prices.an_admission, names, model, 0);
  } else {
    const Costs costs = state.costs.value_or(Costs{});
    here.cost_a_day.assign(classes, costs.a_day);
    here.cost_an_admission.assign(classes, costs.an_admission);
  }
  return here;
}

/// Whether a path is that of prices or costs of a state, or leads into them.
bool is_of_amounts(std::string_view path) {
  if (!path.starts_with("levels.") && !path.starts_with("community.")) return false;
  const std::size_t state = path.find('.') + 1;
  const std::size_t dot = path.find('.', state);
  if (dot == std::string_view::npos) return false;
  const std::string_view key = path.substr(dot + 1, path.find('.', dot + 1) - dot - 1);
  return key == "prices" || key == "costs";
}

/// What people cost from their arrival on is by the prices and costs of the start.
void check_dated_amounts(const Scenario& scenario, Problems& problems) {
  for (const ScenarioPeriod& period : scenario.later_periods)
    for (const Located<std::string>& path : period.paths)
      if (is_of_amounts(path.value))
        problems.report(Rule::FixedOnDates,
                        path.at,
                        path.value,
                        "cannot change on a date beside 'economics', which counts what people cost "
                        "by the same prices at all times");
}

}  // namespace

void check_economics(const Scenario& scenario, const Names& names, Problems& problems) {
  for (const State& state : scenario.states) {
    const std::string key = state_key(state) + ".utility";
    check_values(state.utility, state.name.at, key, names, problems);
    if (state.utility && is_of_the_dead(state))
      problems.report(Rule::UtilityOfTheDead,
                      place_of(state.utility->at, state.name.at),
                      key,
                      "expected none, as nobody lives on after a death: it is 0");
  }
  if (!scenario.economics) return check_unused(scenario, problems);
  const Economics& economics = *scenario.economics;
  check_dated_amounts(scenario, problems);
  check_values(
      economics.waiting_utility, economics.at, "economics.waiting_utility", names, problems);
  if (has_utilities(scenario)) check_all_have(scenario, problems);
  const double window = scenario.run.horizon.value - scenario.run.warm_up.value;
  if (economics.followed_for.value > window)
    problems.report(Rule::FollowedTooLong,
                    place_of(economics.followed_for.at, economics.at),
                    "economics.followed_for",
                    fmt::format("longer than the {} d that are observed, so nobody is followed "
                                "that long; let 'run.horizon' be later",
                                number_text(window)));
  if (economics.at_prices && std::ranges::none_of(scenario.states, [](const State& state) {
        return state.prices.has_value();
      }))
    problems.report(Rule::CareWithoutPrices,
                    economics.at,
                    "economics.at_prices",
                    "no level has 'prices', so that care costs nothing");
}

void build_economics(const Scenario& scenario, const Names& names, Model& model) {
  if (!scenario.economics) return;
  const Economics& written = *scenario.economics;
  EconomicsModel economics;
  economics.followed_for = written.followed_for.value;
  economics.discount_costs = written.discount_costs;
  economics.discount_health = written.discount_health;
  for (const State& state : scenario.states)
    economics.states.push_back(economics_of(scenario, state, names, model));
  const std::size_t classes = model.classes.size();
  economics.waiting.utility = by_class(written.waiting_utility, names, model, 1);
  economics.waiting.cost_a_day.assign(classes, written.waiting_cost_a_day);
  economics.waiting.cost_an_admission.assign(classes, 0);
  economics.willingness = written.willingness_to_pay;
  economics.has_utilities = has_utilities(scenario);
  model.economics = std::move(economics);
}

}  // namespace stepdown::models
