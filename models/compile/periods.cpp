#include "models/compile/periods.hpp"

#include "models/calendar.hpp"
#include "models/compile/behaviors.hpp"
#include "models/compile/medications.hpp"
#include "models/compile/names.hpp"
#include "models/compile/same_behavior.hpp"
#include "models/compile/services.hpp"
#include "models/compile/source.hpp"
#include "models/compile/state.hpp"

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

/// Whether people come at the same rate at all times, leaving out what holds later.
bool is_same_rate(const PoissonArrivals& a, const PoissonArrivals& b) {
  const auto is_same_weight = [](const auto& x, const auto& y) {
    return x.first == y.first && x.last == y.last && x.weight == y.weight;
  };
  const auto is_same_step = [](const auto& x, const auto& y) {
    return x.day == y.day && x.per_day == y.per_day;
  };
  return a.per_day == b.per_day && a.weekday == b.weekday && a.month == b.month &&
         std::ranges::equal(a.days_of_month, b.days_of_month, is_same_weight) &&
         a.season.amplitude == b.season.amplitude && a.season.peak == b.season.peak &&
         std::ranges::equal(a.steps, b.steps, is_same_step) &&
         a.growth_per_year == b.growth_per_year;
}

/// Lets the rates of Poisson sources be others from that day on.
void change_rates(const std::vector<ArrivalSource>& sources, long day, Model& model) {
  for (std::size_t s = 0; s < sources.size(); ++s) {
    auto* const all = std::get_if<PoissonArrivals>(&model.sources[s].process);
    if (all == nullptr) continue;
    const auto& later = std::get<PoissonArrivals>(sources[s].process);
    const PoissonArrivals& before = all->later.empty() ? *all : all->later.back().arrivals;
    if (!is_same_rate(before, later)) all->later.push_back({day, later});
  }
}

bool is_idle(const Model& model, std::size_t number) {
  const Period& period = model.later_periods[number - 1];
  const auto day = static_cast<long>(period.from);
  const bool same_rates = std::ranges::none_of(model.sources, [day](const SourceModel& source) {
    const auto* const poisson = std::get_if<PoissonArrivals>(&source.process);
    return poisson != nullptr &&
           std::ranges::find(poisson->later, day, &PoissonArrivals::Later::day) !=
               poisson->later.end();
  });
  const auto same = [](const auto& a, const auto& b) { return is_same(a, b); };
  const auto same_measures = [](const auto& a, const auto& b) { return is_measured_alike(a, b); };
  const auto& states_before = model.states_in(number - 1);
  return same_rates && std::ranges::equal(period.states, states_before, same) &&
         std::ranges::equal(period.states, states_before, same_measures) &&
         std::ranges::equal(period.sources, model.sources_in(number - 1), same) &&
         period.medications == model.medications_in(number - 1) &&
         period.staff == model.staff_in(number - 1) &&
         (!model.money || model.money->states_in(number) == model.money->states_in(number - 1));
}

/// A level, or track, that is a gate in one of the periods has a line in all of them.
void note_gates(Model& model) {
  const auto note = [&model](const auto& rule_in) {
    bool is_ever = false;
    for (std::size_t period = 0; period < model.period_count(); ++period)
      is_ever = is_ever || rule_in(period).is_gate();
    for (std::size_t period = 0; period < model.period_count(); ++period)
      rule_in(period).is_gate_later = is_ever;
  };
  const auto level_in = [&model](std::size_t period, std::size_t level) -> StateModel& {
    return period == 0 ? model.states[level] : model.later_periods[period - 1].states[level];
  };
  for (std::size_t l = 0; l < model.level_count; ++l) {
    note([&](std::size_t period) -> AdmissionRule& { return level_in(period, l).admission; });
    for (std::size_t t = 0; t < model.states[l].tracks.size(); ++t)
      note([&](std::size_t period) -> AdmissionRule& {
        return level_in(period, l).tracks[t].admission;
      });
  }
}

}  // namespace

void build_periods(const Scenario& scenario,
                   const std::vector<std::vector<StateEffects>>& effects,
                   TableBuilder& tables) {
  const Names& names = tables.names();
  Model& model = tables.model();
  for (std::size_t p = 0; p < scenario.later_periods.size(); ++p) {
    const Scenario& now = scenario.later_periods[p].scenario;
    const long day = day_of(scenario, scenario.later_periods[p]);
    if (static_cast<double>(day) >= model.horizon) break;
    model.request_behaviors.resize(model.behaviors.size());
    tables.priorities().resize(model.behaviors.size());
    Period period;
    period.from = static_cast<double>(day);
    const std::vector<StateModel>& before = model.states_in(model.period_count() - 1);
    for (std::size_t s = 0; s < now.states.size(); ++s) {
      StateModel state = build_state(now, now.states[s], names, effects[p][s], tables);
      build_behaviors(now.states[s], effects[p][s], &before[s], state, tables);
      period.states.push_back(std::move(state));
    }
    period.sources = build_sources(now, names, model, tables);
    for (std::size_t i = 0; i < period.sources.size(); ++i)
      period.sources[i].stream = model.sources[i].stream;
    period.medications = build_medications(now, names, model, tables);
    period.staff = build_staff(now);
    change_rates(now.arrivals, day, model);
    model.later_periods.push_back(std::move(period));
  }
  if (!model.later_periods.empty()) note_gates(model);
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
