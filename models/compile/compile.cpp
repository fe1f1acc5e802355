#include "models/compile/compile.hpp"

#include "models/compile/behaviors.hpp"
#include "models/compile/beside.hpp"
#include "models/compile/check_arrivals.hpp"
#include "models/compile/check_attributes.hpp"
#include "models/compile/check_changes.hpp"
#include "models/compile/check_load.hpp"
#include "models/compile/check_run.hpp"
#include "models/compile/check_shape.hpp"
#include "models/compile/check_start.hpp"
#include "models/compile/check_states.hpp"
#include "models/compile/differences.hpp"
#include "models/compile/economics.hpp"
#include "models/compile/effects.hpp"
#include "models/compile/features.hpp"
#include "models/compile/medications.hpp"
#include "models/compile/money.hpp"
#include "models/compile/names.hpp"
#include "models/compile/periods.hpp"
#include "models/compile/pools.hpp"
#include "models/compile/possible_kinds.hpp"
#include "models/compile/problems.hpp"
#include "models/compile/resolve_effects.hpp"
#include "models/compile/services.hpp"
#include "models/compile/source.hpp"
#include "models/compile/start.hpp"
#include "models/compile/state.hpp"
#include "models/compile/tables.hpp"
#include "models/compile/warnings.hpp"
#include "models/pathway/pathway.hpp"
#include "models/waits_within.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace stepdown::models {
namespace {

/// Stops at more states than can be looked at in time.
void check_size(const Scenario& scenario, Problems& problems) {
  if (scenario.states.size() <= max_states) return;
  problems.report(
      Rule::TooManyStates,
      {scenario.file, 1, 1},
      "",
      fmt::format("expected at most {} states, got {}", max_states, scenario.states.size()));
  problems.throw_if_errors();
}

/// Whether effects that changed on a date act on a state that did not, or did.
bool some_act_otherwise(const ResolvedEffects& before,
                        const ResolvedEffects& now,
                        const State& state,
                        std::size_t s,
                        const Names& names) {
  const auto acts = [&](const ResolvedEffects& effects, std::size_t i) {
    return i < effects.size() && effects[i] != nullptr && acts_on(*effects[i], state, s, names);
  };
  for (std::size_t i = 0; i < std::max(before.size(), now.size()); ++i) {
    const bool is_same = i < before.size() && i < now.size() && before[i] == now[i];
    if (!is_same && (acts(before, i) || acts(now, i))) return true;
  }
  return false;
}

/// The effects on a state in each period, without the tests that follow from all of them.
EffectsOverTime effects_over_time(const Scenario& scenario,
                                  const std::vector<Differences>& differences,
                                  const Names& names,
                                  const std::vector<ResolvedEffects>& effects,
                                  std::size_t s) {
  EffectsOverTime over_time;
  over_time.lists.front().effects = effects_on(effects.front(), scenario.states[s], s, names);
  for (std::size_t p = 0; p < differences.size(); ++p) {
    const State& state = scenario.later_periods[p].scenario.states[s];
    const bool is_other = differences[p].is_state_other(s);
    bool is_anew = is_other;
    if (is_other || some_act_otherwise(effects[p], effects[p + 1], state, s, names)) {
      std::vector<const ResolvedEffect*> now = effects_on(effects[p + 1], state, s, names);
      if (now != over_time.in(p).effects) {
        over_time.lists.push_back({std::move(now), {}});
        over_time.list_in.push_back(over_time.lists.size() - 1);
        is_anew = true;
      }
    }
    over_time.list_in.resize(p + 2, over_time.list_in.back());
    over_time.is_built_anew.push_back(is_anew);
  }
  return over_time;
}

/// The effects of each state in all periods, and the tests of history that it makes at any time;
/// after reporting those that would need too many behaviors.
std::vector<EffectsOverTime> distribute_effects(const Scenario& scenario,
                                                const std::vector<Differences>& differences,
                                                const Names& names,
                                                const std::vector<ResolvedEffects>& effects,
                                                Problems& problems) {
  std::vector<EffectsOverTime> by_state;
  std::size_t behaviors = 0;
  for (std::size_t i = 0; i < scenario.states.size(); ++i) {
    const State& state = scenario.states[i];
    EffectsOverTime& here =
        by_state.emplace_back(effects_over_time(scenario, differences, names, effects, i));
    std::vector<const ResolvedEffect*> all;
    for (const StateEffects& list : here.lists)
      all.insert(all.end(), list.effects.begin(), list.effects.end());
    const std::vector<HistoryTest> tests = history_tests(all);
    for (StateEffects& list : here.lists)
      list.tests = tests;
    if (tests.size() > max_history_tests) {
      problems.report(Rule::TooManyHistoryTests,
                      state.name.at,
                      state_key(state),
                      fmt::format("expected effects that ask for at most {} different facts of "
                                  "history here, got {}; narrow some with 'state', or use the same "
                                  "thresholds",
                                  max_history_tests,
                                  tests.size()));
    } else if (state.kind != StateKind::Outcome) {
      behaviors += (count_classes(names) << tests.size()) *
                   static_cast<std::size_t>(std::ranges::count(here.is_built_anew, true));
    }
  }
  if (behaviors > max_behaviors) {
    problems.report(
        Rule::TooManyBehaviors,
        scenario.start.at,
        "effects",
        fmt::format("expected at most {} combinations of state, attributes and history, "
                    "got {}; use fewer attributes or history conditions{}",
                    max_behaviors,
                    behaviors,
                    differences.empty() ? "" : ", or let fewer states change on fewer dates"));
  }
  return by_state;
}

/// The same if there were no effects.
std::vector<EffectsOverTime> without_effects(std::vector<EffectsOverTime> by_state) {
  for (EffectsOverTime& here : by_state) {
    here.lists.assign(1, {});
    std::ranges::fill(here.list_in, 0);
  }
  return by_state;
}

/// Each source has a share of each kind of people at any time; checked before these are made up.
void check_mixes(const Scenario& scenario,
                 const std::vector<Differences>& differences,
                 const Names& names,
                 Problems& problems) {
  const auto periods =
      1 + static_cast<std::size_t>(std::ranges::count_if(differences, [](const Differences& since) {
        return since.attributes || !since.sources.empty();
      }));
  const std::size_t mixes = scenario.arrivals.size() * count_classes(names) * periods;
  if (mixes <= max_mixes) return;
  problems.report(
      Rule::TooManyBehaviors,
      scenario.start.at,
      "arrivals",
      fmt::format("expected at most {} combinations of source, attributes and dates of change, "
                  "got {}; use fewer sources, attributes or dates",
                  max_mixes,
                  mixes));
}

/// A number of days as the clock of the simulation has it.
double in_whole_ticks(double days) {
  return sim::to_days(sim::to_ticks(days));
}

/// The days of all targets that are shares of waits within so many days.
std::vector<int> waits_within(const std::vector<FigureTarget>& targets) {
  std::set<int> days;
  for (const FigureTarget& target : targets) {
    const std::string_view figure =
        std::string_view(target.figure).substr(0, target.figure.find('@'));
    if (const auto within = days_within(figure.substr(figure.rfind('.') + 1))) days.insert(*within);
  }
  return {days.begin(), days.end()};
}

void build_run(const Scenario& scenario, const Names& names, Model& model) {
  model.name = scenario.name;
  model.calendar = Calendar(scenario.start.value);
  model.warm_up = in_whole_ticks(scenario.run.warm_up.value);
  model.horizon = in_whole_ticks(scenario.run.horizon.value);
  model.replications = scenario.run.replications.value;
  model.seed = scenario.run.seed.value;
  model.settings = scenario.settings;
  model.waits_within = waits_within(scenario.targets);
  const std::vector<std::uint32_t> streams = streams_of(names.attributes.names());
  for (std::size_t i = 0; i < names.attributes.size(); ++i) {
    model.attributes.push_back({names.attributes.names()[i], streams[i], names.values[i].names()});
  }
  model.classes = enumerate_classes(names);
  for (const auto& name : scenario.report_by) {
    model.report_by.push_back(names.attributes.position(name.value));
  }
  for (const std::string& reason : names.reasons.names()) {
    model.reasons.push_back({reason, reason_kind(reason)});
  }
}

/// @param effects  by state
Model build_model(const Scenario& scenario,
                  const std::vector<Differences>& differences,
                  const Names& names,
                  const std::vector<EffectsOverTime>& effects) {
  Model model;
  build_run(scenario, names, model);
  TableBuilder tables(model, names);
  for (std::size_t i = 0; i < scenario.states.size(); ++i)
    tables.turns.push_back(turns_over_time(scenario, i));
  for (std::size_t i = 0; i < scenario.states.size(); ++i) {
    const State& state = scenario.states[i];
    if (state.kind == StateKind::Level) {
      if (!state.is_intake) model.treatment_levels |= std::uint64_t{1} << model.level_count;
      ++model.level_count;
    }
    if (state.kind == StateKind::Community) ++model.community_count;
    const StateEffects& here = effects[i].in(0);
    StateModel built = build_state(scenario, state, names, here, tables);
    build_behaviors(state, here, nullptr, built, tables);
    model.states.push_back(std::move(built));
  }
  model.medications = build_medications(scenario, names, model, tables);
  model.staff = build_staff(scenario);
  std::vector<std::string> source_names;
  for (const ArrivalSource& source : scenario.arrivals)
    source_names.push_back(source.name.value);
  if (scenario.start_from) source_names.emplace_back(start_source_name);
  const std::vector<std::uint32_t> streams = streams_of(source_names);
  model.sources = build_sources(scenario, names, model, tables);
  for (std::size_t i = 0; i < model.sources.size(); ++i)
    model.sources[i].stream = streams[i];
  if (scenario.start_from) {  // knows nothing of what changes later
    model.start = build_start(*scenario.start_from, names, model);
    model.start->stream = streams.back();
  }
  build_periods(scenario, differences, effects, tables);
  rank_priorities(tables.priorities(), model);
  build_beside(scenario, names, model, model.states);
  build_beside_later(scenario, names, model);
  share_equal_states(model);
  build_hours(scenario, model);
  build_money(scenario, names, model);
  build_economics(scenario, names, model);
  return model;
}

}  // namespace

Compiled compile(const Scenario& scenario) {
  Problems problems(scenario);
  check_size(scenario, problems);
  const Names names = collect_names(scenario);
  check_run(scenario, names, problems);
  check_attributes(scenario, names, problems);
  check_states(scenario, names, problems);
  check_pools(scenario, names, problems);
  check_beside(scenario, names, problems);
  check_arrivals(scenario, names, problems);
  check_start(scenario, names, problems);
  check_medications(scenario, names, problems);
  check_services(scenario, problems);
  check_money(scenario, names, problems);
  check_economics(scenario, names, problems);
  std::vector<ResolvedEffects> effects{resolve_effects(scenario, names, problems)};
  problems.throw_if_errors();
  const std::vector<Differences> differences = all_differences(scenario);
  check_changes(scenario, differences, names, effects, problems);
  check_mixes(scenario, differences, names, problems);
  problems.throw_if_errors();

  std::vector<EffectsOverTime> by_state =
      distribute_effects(scenario, differences, names, effects, problems);
  // Without its effects, a pathway that needs too many behaviors can still be looked at.
  if (problems.has_errors()) by_state = without_effects(std::move(by_state));
  Compiled compiled;
  compiled.model = build_model(scenario, differences, names, by_state);
  const Pathway pathway = make_pathway(compiled.model);
  check_shape(scenario, compiled.model, pathway, problems);
  problems.throw_if_errors();
  check_stays_at_start(scenario, compiled.model, problems);
  check_load(scenario, compiled.model, problems);
  problems.throw_if_errors();

  compiled.model.kinds = possible_kinds(compiled.model, pathway);
  note_features(compiled.model);
  warn_of_oddities(scenario, compiled.model, problems);
  warn_of_idle_changes(scenario, compiled.model, problems);
  compiled.warnings = problems.in_file_order();
  compiled.notes = gridlock_notes(scenario, pathway);
  return compiled;
}

}  // namespace stepdown::models
