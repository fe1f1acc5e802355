#pragma once

#include "models/model.hpp"
#include "models/observations.hpp"
#include "tests/support/simulated.hpp"

#include <string>

/// A pathway and what was seen in it, written down by hand.
///
///     referrals -> day [2 places] -> home -> gone
///                    |    ^           |
///                    |    +-----------+
///                    +-> evening [unlimited] -> home
///
/// Who gives up waiting for `day` goes home.
namespace stepdown::tests {

[[nodiscard]] inline models::Model two_level_model() {
  return model_of(R"(
schema: 1
name: Two levels
start: 2026-01-05
run: {warm_up: 0 d, horizon: 10 d, replications: 2}
levels:
  day:
    label: Day program
    places: {slots: 2}
    treatment_time: {exponential: {mean: 4 d}}
    exits:
      planned: {probability: 0.8, to: {evening: 0.5, home: 0.5}}
      dropout: {probability: 0.2, to: home}
    hold: until_placed
    waiting: {patience: {exponential: {mean: 5 d}}, gave_up_to: home}
  evening:
    places: unlimited
    treatment_time: {exponential: {mean: 10 d}}
    to: home
community:
  home: {time: {exponential: {mean: 20 d}}, to: {day: 0.5, gone: 0.5}}
outcomes: [gone]
arrivals:
  referrals: {poisson: {rate: 1 /d}, to: day}
)");
}

/// Nothing happened for 10 days.
[[nodiscard]] inline models::Observations nothing_seen(const models::Model& model) {
  models::Observations seen;
  seen.window_days = model.horizon - model.warm_up;
  seen.states.resize(model.states.size());
  seen.daily.resize(model.level_count);
  seen.sources.resize(model.sources.size());
  for (models::SourceObservations& source : seen.sources)
    source.flow_to.resize(model.states.size());
  for (std::size_t i = 0; i < model.states.size(); ++i) {
    models::StateObservations& state = seen.states[i];
    state.exits.resize(model.states[i].exits.size());
    state.held_for.resize(model.level_count);
    state.flow_to.resize(model.states.size());
    state.never_treated_to.resize(model.states.size());
    for (std::vector<std::int64_t>& next : state.refused_to)
      next.resize(model.states.size());
    for (sim::TimeWeighted& people : state.by_headcount) {
      people.reset(sim::to_ticks(model.warm_up), sim::to_ticks(model.horizon));
      people.finish(sim::to_ticks(model.horizon));
    }
  }
  std::size_t cells = 1;
  for (const std::size_t attribute : model.report_by)
    cells *= model.attributes[attribute].values.size();
  seen.outcomes.cells.resize(cells);
  for (models::OutcomeCell& cell : seen.outcomes.cells) {
    cell.linkage.resize(model.level_count);
    cell.readmission_from.resize(model.level_count);
    cell.status_change.resize(model.states.size() + 1);
  }
  return seen;
}

/// The count was `value` for the first so many days, then 0.
inline void set_for(sim::TimeWeighted& count, int value, double days, double horizon = 10) {
  count.reset(sim::Ticks::zero(), sim::to_ticks(horizon));
  count.set(sim::Ticks::zero(), value);
  count.set(sim::to_ticks(days), 0);
  count.finish(sim::to_ticks(horizon));
}

}  // namespace stepdown::tests
