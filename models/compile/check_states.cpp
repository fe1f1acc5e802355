#include "models/compile/check_states.hpp"

#include "models/compile/check_distributions.hpp"
#include "models/compile/check_exit.hpp"
#include "models/compile/check_level.hpp"
#include "models/compile/check_trials.hpp"
#include "models/diagnostics/sum_problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace stepdown::models {
namespace {

constexpr std::size_t most_levels = 64;  // a person remembers the levels visited in 64 bits
constexpr std::size_t most_exits = 255;
constexpr std::size_t kinds_shown = 3;

/// Split exits must sum to 1 for every kind of people, told apart by the attributes that matter.
void check_exit_sums(const GivenContext& context, const State& state) {
  const Names& names = *context.names;
  std::set<std::size_t> matter;
  std::size_t splits = 0;
  for (const Exit& one : state.exits) {
    if (!one.probability) continue;
    ++splits;
    collect_attributes(*one.probability, names, matter);
  }
  if (splits == 0) return;
  const std::string key = context.key + ".exits";
  const SourceLocation& at = place_of(state.exits_at, context.at);
  std::size_t wrong = 0;
  for (const ClassValues& who : enumerate_kinds(names, matter)) {
    double sum = 0;
    for (const Exit& one : state.exits) {
      if (!one.probability) continue;
      const Located<double>* p = find_for_class(*one.probability, names, who);
      if (p == nullptr) return;  // reported as a missing case
      sum += p->value;
    }
    const std::string people = describe_class(names, who, matter);
    const std::string what = fmt::format("probabilities of the split exits{}",
                                         people.empty() ? "" : " for {" + people + "}");
    std::string problem = sum_problem(sum, what);
    if (problem.empty() || ++wrong > kinds_shown) continue;
    context.problems->report(Rule::ExitsDoNotSum, at, key, std::move(problem));
  }
  if (wrong > kinds_shown)
    context.problems->report(Rule::ExitsDoNotSumForMore,
                             at,
                             key,
                             fmt::format("probabilities of the split exits do not sum to 1 for {} "
                                         "more kinds of people",
                                         wrong - kinds_shown));
}

void check_exits(const GivenContext& context, const State& state, const Scenario& scenario) {
  Problems& problems = *context.problems;
  if (state.kind == StateKind::Outcome) return;
  if (state.exits.empty()) {
    problems.report(
        Rule::NoExit,
        place_of(state.exits_at, context.at),
        context.key,
        "expected at least one exit, got none; nobody can leave (if that is meant, make "
        "it an outcome)");
    return;
  }
  if (state.exits.size() > most_exits) {
    problems.report(
        Rule::TooManyExits,
        context.at,
        context.key,
        fmt::format("expected at most {} exits, got {}", most_exits, state.exits.size()));
  }
  bool uses_state_time = false;
  for (const Exit& one : state.exits) {
    GivenContext inner = context;
    inner.at = one.reason.at;
    if (!one.is_short) inner.key += ".exits." + one.reason.value;
    check_exit(inner, state, one, scenario);
    uses_state_time = uses_state_time || (one.probability && !one.time);
  }
  if (state.time) {
    GivenContext time = context;
    time.key += state.kind == StateKind::Level ? ".treatment_time" : ".time";
    check_distributions(time, *state.time);
    if (!uses_state_time) {
      problems.report(Rule::TimeUnused,
                      place_of(state.time->at, time.at),
                      time.key,
                      "not used, because every exit has a time of its own");
    }
  }
  check_exit_sums(context, state);
}

}  // namespace

void check_states(const Scenario& scenario,
                  const Names& names,
                  Problems& problems,
                  const Differences* since) {
  NameIndex seen;
  std::size_t levels = 0;
  for (std::size_t s = 0; s < scenario.states.size(); ++s) {
    const State& state = scenario.states[s];
    if (since != nullptr && !since->is_state_other(s)) continue;
    const GivenContext context{
        &names, &problems, state.name.at, state_key(state), names.attributes.size()};
    if (since == nullptr && !seen.add(state.name.value)) {
      problems.report(Rule::StateTwice,
                      context.at,
                      context.key,
                      fmt::format("expected a new name, got '{}', the name of another state",
                                  state.name.value));
      continue;
    }
    if (state.name.value == "all" || state.name.value == "waiting") {
      problems.report(
          Rule::StateNameTaken,
          context.at,
          context.key,
          fmt::format("reports call something else '{}'; choose another name", state.name.value));
    }
    check_exits(context, state, scenario);
    if (state.kind != StateKind::Level) continue;
    ++levels;
    check_level(state, names, scenario, problems);
    check_trials(context, state);
  }
  if (since != nullptr) return;
  if (levels == 0)
    problems.report(Rule::NoLevel,
                    place_of(scenario.levels_at, scenario.start.at),
                    "levels",
                    "expected at least one level, got none");
  if (levels > most_levels) {
    problems.report(Rule::TooManyLevels,
                    scenario.states[most_levels].name.at,
                    "levels",
                    fmt::format("expected at most {} levels, got {}", most_levels, levels));
  }
}

}  // namespace stepdown::models
