#pragma once

#include "models/scenario.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/distribution.hpp"
#include "sim/distributions/exponential.hpp"

#include <chrono>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

/// Small scenarios as plain data, without YAML: pieces to put together, then whole pathways with
/// their drawings. All times in days; day 0 is Thursday 2026-01-01.
namespace stepdown::tests {

// --- pieces ---------------------------------------------------------------------------------

using Shares = std::initializer_list<std::pair<const char*, double>>;

[[nodiscard]] inline models::Located<std::string> word(std::string text, int line = 0) {
  return {std::move(text), {line > 0 ? "test.yaml" : "", line, line > 0 ? 3 : 0}};
}

/// A value that depends on nothing.
template <class T>
[[nodiscard]] models::Given<T> always(T value) {
  models::Given<T> plain;
  plain.plain = std::move(value);
  return plain;
}

/// `given: attribute`, one case for each value.
template <class T>
[[nodiscard]] models::Given<T> given(std::string attribute,
                                     std::vector<std::pair<std::string, models::Given<T>>> cases) {
  models::Given<T> value;
  value.attribute = word(std::move(attribute));
  for (auto& [name, inner] : cases)
    value.cases.push_back({word(name), std::move(inner)});
  return value;
}

[[nodiscard]] inline models::Split split_of(Shares shares) {
  models::Split split;
  for (const auto& [name, share] : shares)
    split.push_back({word(name), {share, {}}});
  return split;
}

[[nodiscard]] inline models::Given<models::Split> to(Shares shares) {
  return always(split_of(shares));
}

[[nodiscard]] inline models::Given<models::Located<double>> chance(double probability) {
  return always(models::Located<double>{probability, {}});
}

[[nodiscard]] inline models::Given<models::LocatedDistribution> lasting(sim::Distribution time) {
  return always(models::LocatedDistribution{std::move(time), {}});
}

/// An exit chosen at admission, with the state's time.
[[nodiscard]] inline models::Exit split_exit(std::string reason, double probability, Shares next) {
  models::Exit one;
  one.reason = word(std::move(reason));
  one.probability = chance(probability);
  one.to = to(next);
  return one;
}

/// An exit that wins if it comes first.
[[nodiscard]] inline models::Exit race_exit(std::string reason,
                                            sim::Distribution after,
                                            Shares next) {
  models::Exit one;
  one.reason = word(std::move(reason));
  one.after = lasting(std::move(after));
  one.to = to(next);
  return one;
}

/// A level with unlimited places.
[[nodiscard]] inline models::State open_level(std::string name,
                                              sim::Distribution time,
                                              std::vector<models::Exit> exits) {
  models::State state;
  state.kind = models::StateKind::Level;
  state.name = word(std::move(name));
  state.time = lasting(std::move(time));
  state.exits = std::move(exits);
  return state;
}

/// A level with so many beds.
[[nodiscard]] inline models::State level(std::string name,
                                         int beds,
                                         sim::Distribution time,
                                         std::vector<models::Exit> exits) {
  models::State state = open_level(std::move(name), std::move(time), std::move(exits));
  state.places.kind = models::Places::Kind::Beds;
  state.places.count = {beds, {}};
  return state;
}

/// The same, keeping people until their next level has a place.
[[nodiscard]] inline models::State holding_level(std::string name,
                                                 int beds,
                                                 sim::Distribution time,
                                                 std::vector<models::Exit> exits) {
  models::State state = level(std::move(name), beds, std::move(time), std::move(exits));
  state.hold.kind = models::Hold::Kind::UntilPlaced;
  return state;
}

/// A state out of care; give it races, or splits with their own times.
[[nodiscard]] inline models::State community(std::string name, std::vector<models::Exit> exits) {
  models::State state;
  state.kind = models::StateKind::Community;
  state.name = word(std::move(name));
  state.exits = std::move(exits);
  return state;
}

[[nodiscard]] inline models::State outcome(std::string name) {
  models::State state;
  state.kind = models::StateKind::Outcome;
  state.name = word(std::move(name));
  return state;
}

[[nodiscard]] inline models::ArrivalSource poisson(std::string name, double per_day, Shares first) {
  models::ArrivalSource source;
  source.name = word(std::move(name));
  models::PoissonArrivals process;
  process.per_day = per_day;
  source.process = std::move(process);
  source.to = to(first);
  return source;
}

[[nodiscard]] inline models::ArrivalSource scheduled(std::string name,
                                                     double every,
                                                     double first_day,
                                                     Shares first) {
  models::ArrivalSource source;
  source.name = word(std::move(name));
  source.process = models::ScheduledArrivals{every, first_day};
  source.to = to(first);
  return source;
}

[[nodiscard]] inline models::ArrivalSource dated(std::string name,
                                                 std::vector<double> days,
                                                 Shares first) {
  models::ArrivalSource source;
  source.name = word(std::move(name));
  source.process = models::DatedArrivals{"test.csv", std::move(days)};
  source.to = to(first);
  return source;
}

/// An attribute with shares that depend on nothing.
[[nodiscard]] inline models::Attribute attribute(std::string name, Shares shares) {
  models::Attribute one;
  one.name = word(std::move(name));
  one.shares = to(shares);
  for (const auto& [value, share] : shares)
    one.values.push_back(word(value));
  return one;
}

[[nodiscard]] inline models::Condition is(std::string subject, std::string text) {
  return {word(std::move(subject)), models::Comparison::Is, word(std::move(text)), 0};
}

[[nodiscard]] inline models::Condition is_not(std::string subject, std::string text) {
  return {word(std::move(subject)), models::Comparison::IsNot, word(std::move(text)), 0};
}

[[nodiscard]] inline models::Condition compare(std::string subject,
                                               models::Comparison comparison,
                                               double number) {
  return {word(std::move(subject)), comparison, {}, number};
}

/// An effect that changes nothing yet.
[[nodiscard]] inline models::Effect effect(std::string name, std::vector<models::Condition> when) {
  models::Effect one;
  one.name = word(std::move(name));
  one.when = std::move(when);
  one.source = "assumption";
  return one;
}

/// A scenario of these states and sources: 10 d of warm-up, horizon at 110 d.
[[nodiscard]] inline models::Scenario scenario_of(std::vector<models::State> states,
                                                  std::vector<models::ArrivalSource> arrivals) {
  models::Scenario scenario;
  scenario.name = "small";
  scenario.start.value = std::chrono::year{2026} / std::chrono::January / 1;
  scenario.run.warm_up.value = 10;
  scenario.run.horizon.value = 110;
  scenario.run.replications.value = 10;
  scenario.states = std::move(states);
  scenario.arrivals = std::move(arrivals);
  return scenario;
}

// --- pathways -------------------------------------------------------------------------------

///  referrals --> [care: places] --> (left)
///
/// M/M/c with exponential times; M/G/c otherwise.
[[nodiscard]] inline models::Scenario one_level(int places,
                                                double per_day,
                                                sim::Distribution time) {
  return scenario_of(
      {level("care", places, std::move(time), {split_exit("planned", 1, {{"left", 1}})}),
       outcome("left")},
      {poisson("referrals", per_day, {{"care", 1}})});
}

///  referrals --> [care: unlimited] --> (left)
[[nodiscard]] inline models::Scenario unlimited_level(double per_day, sim::Distribution time) {
  return scenario_of(
      {open_level("care", std::move(time), {split_exit("planned", 1, {{"left", 1}})}),
       outcome("left")},
      {poisson("referrals", per_day, {{"care", 1}})});
}

///  referrals --> [care: places] --> (left)
///                   : out of patience
///                   +.............> (lost)
///
/// Erlang A when time and patience are exponential.
[[nodiscard]] inline models::Scenario impatient_level(int places,
                                                      double per_day,
                                                      sim::Distribution time,
                                                      const sim::Distribution& patience) {
  models::Scenario scenario = one_level(places, per_day, std::move(time));
  for (auto& one : scenario.states[0].waiting.patience)
    one = lasting(patience);
  scenario.states[0].waiting.gave_up_to = to({{"lost", 1}});
  scenario.states.push_back(outcome("lost"));
  return scenario;
}

///  referrals --> [care: places] --> (left)
///                   : list full
///                   +.........> (lost)
///
/// Erlang B when the limit is 0.
[[nodiscard]] inline models::Scenario limited_list(int places,
                                                   int limit,
                                                   double per_day,
                                                   sim::Distribution time) {
  models::Scenario scenario = one_level(places, per_day, std::move(time));
  scenario.states[0].waiting.limit = {limit, {}};
  scenario.states[0].waiting.turned_away_to = to({{"lost", 1}});
  scenario.states.push_back(outcome("lost"));
  return scenario;
}

///  referrals --> [first: 1, holds] --> [second: 1] --> (left)
///
/// Whoever finishes `first` while `second` is full keeps the bed.
[[nodiscard]] inline models::Scenario tandem_with_holding(models::ArrivalSource referrals,
                                                          sim::Distribution first_time,
                                                          sim::Distribution second_time) {
  return scenario_of(
      {holding_level(
           "first", 1, std::move(first_time), {split_exit("planned", 1, {{"second", 1}})}),
       level("second", 1, std::move(second_time), {split_exit("planned", 1, {{"left", 1}})}),
       outcome("left")},
      {std::move(referrals)});
}

///  referrals --> [a: 1] --> [b: 1] --> [c: 1] --> (left)
///                holds      holds
///
/// When `c` falls free, `b` and `a` move up in the same instant.
[[nodiscard]] inline models::Scenario cascade(models::ArrivalSource referrals,
                                              sim::Distribution short_time,
                                              sim::Distribution last_time) {
  return scenario_of(
      {holding_level("a", 1, short_time, {split_exit("planned", 1, {{"b", 1}})}),
       holding_level("b", 1, short_time, {split_exit("planned", 1, {{"c", 1}})}),
       level("c", 1, std::move(last_time), {split_exit("planned", 1, {{"left", 1}})}),
       outcome("left")},
      {std::move(referrals)});
}

///      +---------------- again ----------------+
///      v                                       |
///  [upper: places] --> [lower: places] --------+--> (left)
///      ^
///  referrals
///
/// Jackson's loop: from `lower` a share `again` goes back up.
[[nodiscard]] inline models::Scenario loop(int places,
                                           double per_day,
                                           double again,
                                           const sim::Distribution& time) {
  return scenario_of({level("upper", places, time, {split_exit("planned", 1, {{"lower", 1}})}),
                      level("lower",
                            places,
                            time,
                            {split_exit("escalation", again, {{"upper", 1}}),
                             split_exit("planned", 1 - again, {{"left", 1}})}),
                      outcome("left")},
                     {poisson("referrals", per_day, {{"upper", 1}})});
}

///      +------------------------------------ return ---------+
///      v                                                     |
///  [care: unlimited] --> home ~~ relapse ~~> relapsed -------+
///      ^                  ~~ recovery ~~> (recovered)
///  referrals
///
/// `~~` are races between exponential times.
[[nodiscard]] inline models::Scenario relapse_loop(double per_day,
                                                   double care_days,
                                                   double relapse_days,
                                                   double recovery_days) {
  models::Exit back = split_exit("return", 1, {{"care", 1}});
  back.time = lasting(sim::Constant{5});
  return scenario_of(
      {open_level("care", sim::Exponential{care_days}, {split_exit("planned", 1, {{"home", 1}})}),
       community("home",
                 {race_exit("relapse", sim::Exponential{relapse_days}, {{"relapsed", 1}}),
                  race_exit("recovery", sim::Exponential{recovery_days}, {{"recovered", 1}})}),
       community("relapsed", {std::move(back)}),
       outcome("recovered")},
      {poisson("referrals", per_day, {{"care", 1}})});
}

///  at day 0: one person into each of
///
///  [l0: 1] --> [l1: 1] --> ... --> [l(n-1): 1] --+
///     ^ all hold until placed                    |
///     +------------------------------------------+
///
/// Each is ready after `days` and asks for the next level, which is full: a ring of holders, which
/// turns every `days`. The race exit `done` to (left) needs a stay of 1.5 x `days` and never wins.
[[nodiscard]] inline models::Scenario ring_of_holders(int levels, double days) {
  std::vector<models::State> states;
  std::vector<models::ArrivalSource> arrivals;
  for (int i = 0; i < levels; ++i) {
    const std::string name = "l" + std::to_string(i);
    const std::string next = "l" + std::to_string((i + 1) % levels);
    states.push_back(holding_level(name,
                                   1,
                                   sim::Constant{days},
                                   {split_exit("planned", 1, {{next.c_str(), 1}}),
                                    race_exit("done", sim::Constant{1.5 * days}, {{"left", 1}})}));
    arrivals.push_back(dated("into_" + name, {0}, {{name.c_str(), 1}}));
  }
  states.push_back(outcome("left"));
  return scenario_of(std::move(states), std::move(arrivals));
}

///                       alcohol .8/.2
///  referrals --> [care] -- planned --> (well)     profile: alcohol 30 %, opioid 70 %
///                       -- dropout --> (lost)     opioid: planned .6, dropout .4
[[nodiscard]] inline models::Scenario two_profiles(double per_day, sim::Distribution time) {
  models::Exit planned = split_exit("planned", 0, {{"well", 1}});
  planned.probability = given<models::Located<double>>(
      "profile", {{"alcohol", chance(0.8)}, {"opioid", chance(0.6)}});
  models::Exit dropout = split_exit("dropout", 0, {{"lost", 1}});
  dropout.probability = given<models::Located<double>>(
      "profile", {{"alcohol", chance(0.2)}, {"opioid", chance(0.4)}});
  models::Scenario scenario =
      scenario_of({open_level("care", std::move(time), {std::move(planned), std::move(dropout)}),
                   outcome("well"),
                   outcome("lost")},
                  {poisson("referrals", per_day, {{"care", 1}})});
  scenario.attributes.push_back(attribute("profile", {{"alcohol", 0.3}, {"opioid", 0.7}}));
  return scenario;
}

}  // namespace stepdown::tests
