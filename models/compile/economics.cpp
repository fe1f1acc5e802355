#include "models/compile/economics.hpp"

#include "models/compile/given.hpp"
#include "models/compile/list_of_period.hpp"
#include "models/reason_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
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

void check_unused(const State& state, Problems& problems) {
  if (!state.utility) return;
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

/// The utility of one state.
void check_utility(const State& state, const Names& names, Problems& problems) {
  const std::string key = state_key(state) + ".utility";
  check_values(state.utility, state.name.at, key, names, problems);
  if (state.utility && is_of_the_dead(state))
    problems.report(Rule::UtilityOfTheDead,
                    place_of(state.utility->at, state.name.at),
                    key,
                    "expected none, as nobody lives on after a death: it is 0");
}

std::vector<StateEconomics> states_of(const Scenario& scenario,
                                      const Names& names,
                                      const Model& model) {
  std::vector<StateEconomics> states;
  for (const State& state : scenario.states)
    states.push_back(economics_of(scenario, state, names, model));
  return states;
}

}  // namespace

void check_economics(const Scenario& scenario, const Names& names, Problems& problems) {
  for (const State& state : scenario.states)
    check_utility(state, names, problems);
  if (!scenario.economics) {
    for (const State& state : scenario.states)
      check_unused(state, problems);
    return;
  }
  const Economics& economics = *scenario.economics;
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

void check_economics_since(const Scenario& first,
                           const Scenario& now,
                           const Differences& since,
                           const Names& names,
                           Problems& problems) {
  if (since.states.empty()) return;
  for (const std::size_t s : since.states)
    check_utility(now.states[s], names, problems);
  if (!now.economics) {
    for (const std::size_t s : since.states)
      check_unused(now.states[s], problems);
    return;
  }
  if (!has_utilities(now)) return;
  if (has_utilities(first)) return check_all_have(now, problems);
  for (const std::size_t s : since.states)
    if (now.states[s].utility)
      problems.report(Rule::FixedOnDates,
                      place_of(now.states[s].utility->at, now.states[s].name.at),
                      state_key(now.states[s]) + ".utility",
                      "cannot change on a date; states have utilities from the start on, which "
                      "may all be 1, or never");
}

void build_economics(const Scenario& scenario, const Names& names, Model& model) {
  if (!scenario.economics) return;
  const Economics& written = *scenario.economics;
  EconomicsModel economics;
  economics.followed_for = written.followed_for.value;
  economics.discount_costs = written.discount_costs;
  economics.discount_health = written.discount_health;
  economics.states = states_of(scenario, names, model);
  for (std::size_t p = 0; p < model.later_periods.size(); ++p) {
    const Scenario& now = scenario.later_periods[p].scenario;
    std::size_t list = p == 0 ? 0 : economics.list_in.back();
    if (!now.states.shares_all(scenario_before(scenario, p).states))
      list = number_of(states_of(now, names, model), economics.states_in(p), list, economics.later);
    economics.list_in.push_back(list);
  }
  const std::size_t classes = model.classes.size();
  economics.waiting.utility = by_class(written.waiting_utility, names, model, 1);
  economics.waiting.cost_a_day.assign(classes, written.waiting_cost_a_day);
  economics.waiting.cost_an_admission.assign(classes, 0);
  economics.willingness = written.willingness_to_pay;
  economics.has_utilities = has_utilities(scenario);
  model.economics = std::move(economics);
}

}  // namespace stepdown::models
