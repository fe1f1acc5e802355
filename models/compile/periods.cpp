#include "models/compile/periods.hpp"

#include "models/calendar.hpp"
#include "models/compile/behaviors.hpp"
#include "models/compile/beside.hpp"
#include "models/compile/list_of_period.hpp"
#include "models/compile/medications.hpp"
#include "models/compile/names.hpp"
#include "models/compile/same_behavior.hpp"
#include "models/compile/services.hpp"
#include "models/compile/source.hpp"
#include "models/compile/state.hpp"
#include "models/shared_hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>

namespace stepdown::models {
namespace {

long day_of(const Scenario& scenario, const ScenarioPeriod& period) {
  return Calendar(scenario.start.value).day_of(period.date.value);
}

/// Lets the rates of Poisson sources that differ be others from that day on.
void change_rates(const Scenario& now, const Differences& since, long day, Model& model) {
  for (const std::size_t s : since.sources) {
    auto* const all = std::get_if<PoissonArrivals>(&model.sources[s].process);
    if (all == nullptr) continue;
    const auto& later = std::get<PoissonArrivals>(now.arrivals[s].process);
    const bool is_same = all->later.empty() ? *all == later : all->later.back().arrivals == later;
    if (!is_same) all->later.push_back({day, later});
  }
}

bool is_idle(const Model& model, std::size_t number) {
  const auto day = static_cast<long>(model.period_from(number));
  const bool same_rates = std::ranges::none_of(model.sources, [day](const SourceModel& source) {
    const auto* const poisson = std::get_if<PoissonArrivals>(&source.process);
    return poisson != nullptr &&
           std::ranges::find(poisson->later, day, &PoissonArrivals::Later::day) !=
               poisson->later.end();
  });
  return same_rates && &model.states_in(number) == &model.states_in(number - 1) &&
         &model.sources_in(number) == &model.sources_in(number - 1) &&
         &model.medications_in(number) == &model.medications_in(number - 1) &&
         &model.staff_in(number) == &model.staff_in(number - 1) &&
         (!model.money || &model.money->states_in(number) == &model.money->states_in(number - 1)) &&
         (!model.economics ||
          &model.economics->states_in(number) == &model.economics->states_in(number - 1));
}

/// A level, or track, that is a gate in one of the periods has a line in all of them.
void note_gates(Model& model) {
  std::vector<std::vector<StateModel>*> lists{&model.states};
  for (std::vector<StateModel>& later : model.later_states)
    lists.push_back(&later);
  const auto note = [&lists](const auto& rule_in) {
    const bool is_ever =
        std::ranges::any_of(lists, [&](auto* list) { return rule_in(*list).is_gate(); });
    for (auto* const list : lists)
      rule_in(*list).is_gate_later = is_ever;
  };
  for (std::size_t l = 0; l < model.level_count; ++l) {
    note([l](std::vector<StateModel>& list) -> AdmissionRule& { return list[l].admission; });
    for (std::size_t t = 0; t < model.states[l].tracks.size(); ++t)
      note([l, t](std::vector<StateModel>& list) -> AdmissionRule& {
        return list[l].tracks[t].admission;
      });
  }
}

/// The states from the date on which the period after all others begins.
/// @returns the number of their list
std::size_t build_states(const Scenario& now,
                         const std::vector<EffectsOverTime>& effects,
                         TableBuilder& tables) {
  Model& model = tables.model();
  const std::size_t number = model.period_count();
  const std::size_t before = number == 1 ? 0 : model.later_periods.back().states;
  const auto is_anew = [number](const EffectsOverTime& here) { return here.is_built_anew[number]; };
  if (std::ranges::none_of(effects, is_anew)) return before;
  model.request_behaviors.resize(model.behaviors.size());
  tables.priorities().resize(model.behaviors.size());
  std::vector<StateModel> states = model.states_in(number - 1);
  for (std::size_t s = 0; s < states.size(); ++s) {
    if (!is_anew(effects[s])) continue;
    const StateEffects& here = effects[s].in(number);
    StateModel state = build_state(now, now.states[s], tables.names(), here, tables);
    build_behaviors(now.states[s], here, &states[s], state, tables);
    states[s] = std::move(state);
  }
  model.later_states.push_back(std::move(states));
  return model.later_states.size();
}

/// The same of the sources, for what people are like and where they go.
std::size_t build_sources_later(const Scenario& now,
                                const Differences& since,
                                TableBuilder& tables) {
  Model& model = tables.model();
  const std::size_t number = model.period_count();
  const std::size_t before = number == 1 ? 0 : model.later_periods.back().sources;
  const std::vector<SourceModel>& known = model.sources_in(number - 1);
  const auto put = [&](std::vector<SourceModel> sources) {
    model.later_sources.push_back(std::move(sources));
    return model.later_sources.size();
  };
  if (since.attributes) {
    std::vector<SourceModel> sources = build_sources(now, tables.names(), model, tables);
    for (std::size_t i = 0; i < sources.size(); ++i)
      sources[i].stream = model.sources[i].stream;
    if (std::ranges::equal(sources, known, sends_same)) return before;
    return put(std::move(sources));
  }
  std::vector<std::pair<std::size_t, SourceModel>> others;
  for (const std::size_t s : since.sources) {
    SourceModel source = build_source(now, now.arrivals[s], tables.names(), model, tables);
    source.stream = model.sources[s].stream;
    if (!sends_same(source, known[s])) others.emplace_back(s, std::move(source));
  }
  if (others.empty()) return before;
  std::vector<SourceModel> sources = known;
  for (auto& [s, source] : others)
    sources[s] = std::move(source);
  return put(std::move(sources));
}

}  // namespace

void build_periods(const Scenario& scenario,
                   const std::vector<Differences>& differences,
                   const std::vector<EffectsOverTime>& effects,
                   TableBuilder& tables) {
  Model& model = tables.model();
  for (std::size_t p = 0; p < scenario.later_periods.size(); ++p) {
    const Scenario& now = scenario.later_periods[p].scenario;
    const Differences& since = differences[p];
    const long day = day_of(scenario, scenario.later_periods[p]);
    if (static_cast<double>(day) >= model.horizon) break;
    Period period = p == 0 ? Period{} : model.later_periods.back();
    period.from = static_cast<double>(day);
    period.states = build_states(now, effects, tables);
    period.sources = build_sources_later(now, since, tables);
    if (since.medications)
      period.medications = number_of(build_medications(now, tables.names(), model, tables),
                                     model.medications_in(p),
                                     period.medications,
                                     model.later_medications);
    if (since.staff)
      period.staff =
          number_of(build_staff(now), model.staff_in(p), period.staff, model.later_staff);
    change_rates(now, since, day, model);
    model.later_periods.push_back(period);
  }
  if (!model.later_periods.empty()) note_gates(model);
}

void build_hours(const Scenario& scenario, Model& model) {
  if (std::ranges::none_of(model.states,
                           [](const StateModel& state) { return state.staff_group.has_value(); }))
    return;
  model.hours.push_back(plan_hours(scenario));
  for (std::size_t p = 0; p < model.later_periods.size(); ++p)
    model.hours.push_back(plan_hours(scenario.later_periods[p].scenario));
}

void build_beside_later(const Scenario& scenario, const Names& names, Model& model) {
  std::size_t last = 0;
  for (std::size_t p = 0; p < model.later_periods.size(); ++p) {
    const std::size_t number = model.later_periods[p].states;
    if (number == last) continue;
    last = number;
    build_beside(scenario.later_periods[p].scenario, names, model, model.later_states[number - 1]);
  }
}

void share_equal_states(Model& model) {
  std::vector<std::vector<StateModel>> kept;
  std::size_t last = 0;  // number as it was
  for (Period& period : model.later_periods) {
    if (period.states != last) {
      last = period.states;
      std::vector<StateModel>& list = model.later_states[last - 1];
      if (list != (kept.empty() ? model.states : kept.back())) kept.push_back(std::move(list));
    }
    period.states = kept.size();
  }
  model.later_states = std::move(kept);
}

void warn_of_idle_changes(const Scenario& scenario, const Model& model, Problems& problems) {
  for (std::size_t number = 1; number < model.period_count(); ++number) {
    if (!is_idle(model, number)) continue;
    const ScenarioPeriod& period = scenario.later_periods[number - 1];
    problems.report(Rule::ChangeWithoutEffect,
                    period.date.at,
                    "changes." + iso_text(period.date.value),
                    "changes nothing: all is as it was before that date");
  }
}

}  // namespace stepdown::models
