#include "models/compile/check.hpp"
#include "models/compile/compile.hpp"
#include "sim/distributions/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

constexpr std::size_t most_levels = 64;  // a person remembers the levels visited in 64 bits
constexpr std::size_t most_exits = 255;
constexpr std::size_t classes_shown = 3;

const State* find_state(const Scenario& scenario, const Names& names, const std::string& name) {
  const auto at = names.states.find(name);
  return at ? &scenario.states[*at] : nullptr;
}

void check_split_leaf(const GivenContext& context,
                      const Split& split,
                      const Scenario& scenario,
                      SplitTargets allowed) {
  Problems& problems = *context.problems;
  if (split.empty()) {
    problems.report(
        Rule::NoNextState, context.at, context.key, "expected at least one next state, got none");
    return;
  }
  double sum = 0;
  for (const Share& share : split) {
    sum += share.probability.value;
    const State* state = find_state(scenario, *context.names, share.name.value);
    if (state == nullptr) {
      problems.report(Rule::UnknownState,
                      share.name.at,
                      context.key,
                      fmt::format("expected a state, got '{}'{}",
                                  share.name.value,
                                  name_hint(share.name.value, context.names->states.names())));
    } else if (state->kind == StateKind::Outcome && allowed == SplitTargets::NotOutcomes) {
      problems.report(Rule::OutcomeAtFirst,
                      share.name.at,
                      context.key,
                      fmt::format("expected a level or a community state, got the outcome '{}'; "
                                  "nobody arrives at the end",
                                  share.name.value));
    }
  }
  if (std::abs(sum - 1) > sum_tolerance) {
    problems.report(Rule::NextStatesDoNotSum,
                    split.front().name.at,
                    context.key,
                    fmt::format("probabilities sum to {}, expected 1", number_text(sum)));
  }
}

/// Warns of names whose share is 0 in every case of a split.
void warn_of_zero_shares(const GivenContext& context, const Given<Split>& split) {
  std::map<std::string, std::pair<SourceLocation, double>> largest;
  for_each_leaf(split, context.key, [&](const Split& leaf, const std::string&) {
    for (const Share& share : leaf) {
      auto& [at, most] = largest.try_emplace(share.name.value, share.name.at, 0.0).first->second;
      most = std::max(most, share.probability.value);
    }
  });
  for (const auto& [name, place_and_share] : largest) {
    if (place_and_share.second != 0) continue;
    context.problems->report(
        Rule::ShareOfZero,
        place_and_share.first,
        context.key + "." + name,
        fmt::format("share is 0, so that nobody goes to '{}' this way; leave it out", name));
  }
}

void check_sound(const LocatedDistribution& time, const std::string& key, Problems& problems) {
  const std::string problem = sim::problem_with(time.value);
  if (!problem.empty()) problems.report(Rule::UnsoundDistribution, time.at, key, problem);
}

void check_exit_times(const GivenContext& context, const State& state, const Exit& one) {
  const auto check_part = [&context](const auto& part, std::string_view word) {
    if (!part) return;
    GivenContext inner = context;
    inner.key += word;
    check_distributions(inner, *part);
  };
  check_part(one.after, ".after");
  check_part(one.time, state.kind == StateKind::Level ? ".treatment_time" : ".time");
  if (!one.probability) return;
  GivenContext probability = context;
  probability.key += ".probability";
  check_given(probability, *one.probability);
}

void check_exit(const GivenContext& context,
                const State& state,
                const Exit& one,
                const Scenario& scenario) {
  check_exit_times(context, state, one);
  GivenContext to = context;
  to.key += ".to";
  check_split(to, one.to, scenario, SplitTargets::Any);
  if (!one.transfer) return;
  check_sound(one.transfer->time, context.key + ".transfer", *context.problems);
}

/// Split exits of every class must sum to 1; names a class by the attributes that matter.
void check_exit_sums(const GivenContext& context, const State& state) {
  const Names& names = *context.names;
  std::set<std::size_t> matter;
  std::size_t splits = 0;
  for (const Exit& one : state.exits) {
    if (!one.probability) continue;
    ++splits;
    collect_attributes(*one.probability, names, matter);
  }
  if (splits == 0 || count_classes(names) > max_classes) return;
  NameIndex reported;
  for (const ClassValues& who : enumerate_classes(names)) {
    double sum = 0;
    for (const Exit& one : state.exits) {
      if (!one.probability) continue;
      const Located<double>* p = find_for_class(*one.probability, names, who);
      if (p == nullptr) return;  // reported as a missing case
      sum += p->value;
    }
    if (std::abs(sum - 1) <= sum_tolerance) continue;
    const std::string people = describe_class(names, who, matter);
    if (!reported.add(people) || reported.size() > classes_shown) continue;
    context.problems->report(Rule::ExitsDoNotSum,
                             context.at,
                             context.key + ".exits",
                             fmt::format("probabilities of the split exits sum to {}{}, expected 1",
                                         number_text(sum),
                                         people.empty() ? "" : " for " + people));
  }
  if (reported.size() > classes_shown) {
    context.problems->report(Rule::ExitsDoNotSumForMore,
                             context.at,
                             context.key + ".exits",
                             fmt::format("probabilities of the split exits do not sum to 1 for {} "
                                         "more kinds of people",
                                         reported.size() - classes_shown));
  }
}

void check_exits(const GivenContext& context, const State& state, const Scenario& scenario) {
  Problems& problems = *context.problems;
  if (state.kind == StateKind::Outcome) return;
  if (state.exits.empty()) {
    problems.report(
        Rule::NoExit,
        context.at,
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
    inner.key += ".exits." + one.reason.value;
    check_exit(inner, state, one, scenario);
    uses_state_time = uses_state_time || (one.probability && !one.time);
  }
  if (state.time) {
    GivenContext time = context;
    time.key += state.kind == StateKind::Level ? ".treatment_time" : ".time";
    check_distributions(time, *state.time);
    if (!uses_state_time) {
      problems.report(Rule::TimeUnused,
                      time.at,
                      time.key,
                      "never used: every exit has its own time; leave it out");
    }
  }
  check_exit_sums(context, state);
}

}  // namespace

void check_distributions(const GivenContext& context, const Given<LocatedDistribution>& value) {
  check_given(context, value);
  for_each_leaf(value, context.key, [&](const LocatedDistribution& leaf, const std::string& key) {
    check_sound(leaf, key, *context.problems);
  });
}

void check_split(const GivenContext& context,
                 const Given<Split>& split,
                 const Scenario& scenario,
                 SplitTargets allowed) {
  check_given(context, split);
  for_each_leaf(split, context.key, [&](const Split& leaf, const std::string& key) {
    GivenContext inner = context;
    inner.key = key;
    check_split_leaf(inner, leaf, scenario, allowed);
  });
  warn_of_zero_shares(context, split);
}

void check_states(const Scenario& scenario, const Names& names, Problems& problems) {
  NameIndex seen;
  std::size_t levels = 0;
  for (const State& state : scenario.states) {
    const GivenContext context{
        &names, &problems, state.name.at, state_key(state), names.attributes.size()};
    if (!seen.add(state.name.value)) {
      problems.report(
          Rule::StateTwice, context.at, context.key, "another state has this name; choose another");
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
  }
  if (levels == 0)
    problems.report(
        Rule::NoLevel, scenario.start.at, "levels", "expected at least one level, got none");
  if (levels > most_levels) {
    problems.report(Rule::TooManyLevels,
                    scenario.states[most_levels].name.at,
                    "levels",
                    fmt::format("expected at most {} levels, got {}", most_levels, levels));
  }
}

}  // namespace stepdown::models
