#include "models/care/blank_observations.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

/// What one state begins a replication with.
StateObservations blank_state(const Model& model,
                              std::size_t state,
                              sim::Ticks from,
                              sim::Ticks horizon) {
  StateObservations o;
  const std::size_t states = model.states.size();
  for (sim::TimeWeighted& people : o.by_headcount)
    people.reset(from, horizon);
  o.exits.resize(model.states[state].exits.size());
  o.held_for.resize(state < model.level_count ? model.level_count : 0);
  o.flow_to.assign(states, 0);
  if (model.states[state].kind == StateKind::Outcome) return o;
  o.never_treated_to.assign(states, 0);
  if (state >= model.level_count) return o;
  for (std::size_t how = 0; how < refusal_count; ++how) {
    const bool is_possible = (how != static_cast<std::size_t>(Refusal::Balked) ||
                              !model.states[state].balking.empty()) &&
                             (how != static_cast<std::size_t>(Refusal::Redirected) ||
                              !model.states[state].alternatives.empty());
    if (is_possible) o.refused_to[how].assign(states, 0);
  }
  return o;
}

/// What everybody, or a group of people, begins a replication with.
Observations blank_group(const Model& model, sim::Ticks from, sim::Ticks horizon) {
  Observations blank;
  blank.window_days = sim::to_days(horizon - from);
  for (std::size_t state = 0; state < model.states.size(); ++state)
    blank.states.push_back(blank_state(model, state, from, horizon));
  if (model.lends_places()) blank.beside.resize(model.level_count);
  for (BesideObservations& beside : blank.beside) {
    for (BesideCounts& counts : beside.by_kind)
      counts.people.reset(from, horizon);
    beside.waiting.reset(from, horizon);
  }
  blank.sources.resize(model.sources.size() + (model.start ? 1 : 0));
  for (SourceObservations& source : blank.sources)
    source.flow_to.assign(model.states.size(), 0);
  return blank;
}

/// The states of everybody, then those of each group.
template <class Do>
void for_each_state(Observations& all, const Do& act) {
  for (StateObservations& state : all.states)
    act(state);
  for (Observations& group : all.groups)
    for (StateObservations& state : group.states)
      act(state);
}

}  // namespace

std::size_t group_count(const Model& model) {
  std::size_t groups = 0;
  for (const std::size_t attribute : model.report_by)
    groups += model.attributes[attribute].values.size();
  return groups;
}

std::size_t cell_count(const Model& model) {
  std::size_t cells = 1;
  for (const std::size_t attribute : model.report_by)
    cells *= model.attributes[attribute].values.size();
  return cells;
}

Observations blank_observations(const Model& model, sim::Ticks from, sim::Ticks horizon) {
  Observations blank = blank_group(model, from, horizon);
  blank.groups.assign(group_count(model), blank);
  return blank;
}

void begin_with(const Observations& blank, Observations& spent) {
  using Histograms = decltype(StateObservations::by_length);
  std::vector<Histograms> kept;
  for_each_state(spent, [&](StateObservations& state) {
    kept.push_back(std::move(state.by_length));
    for (sim::LogHistogram& one : kept.back())
      one.clear();
  });
  spent = blank;
  if (kept.empty()) return;
  auto next = kept.begin();
  for_each_state(spent, [&](StateObservations& state) { state.by_length = std::move(*next++); });
}

bool follows_the_week(const Model& model) {
  const auto has_hours = [](const StateModel& state) {
    return state.has_gate() || !state.discharge.is_always();
  };
  if (std::ranges::any_of(model.states, has_hours)) return true;
  for (const std::vector<StateModel>& later : model.later_states)
    if (std::ranges::any_of(later, has_hours)) return true;
  return std::any_of(model.sources.begin(), model.sources.end(), [](const SourceModel& source) {
    return has_weekly_pattern(source.process);
  });
}

OutcomeObservations blank_outcomes(const Model& model, std::size_t cells) {
  OutcomeObservations blank;
  blank.cells.resize(cells);
  for (OutcomeCell& cell : blank.cells) {
    cell.linkage.resize(model.level_count);
    cell.readmission_from.resize(model.level_count);
    cell.status_change.resize(model.states.size() + 1);
  }
  return blank;
}

std::vector<std::uint32_t> groups_of_classes(const Model& model) {
  std::vector<std::uint32_t> groups;
  for (const std::vector<std::uint16_t>& values : model.classes) {
    std::size_t first = 0;
    for (const std::size_t attribute : model.report_by) {
      groups.push_back(static_cast<std::uint32_t>(first + values[attribute]));
      first += model.attributes[attribute].values.size();
    }
  }
  return groups;
}

std::vector<std::uint16_t> cells_of_classes(const Model& model) {
  std::vector<std::uint16_t> cells;
  for (const std::vector<std::uint16_t>& values : model.classes) {
    std::size_t cell = 0;
    for (const std::size_t attribute : model.report_by)
      cell = cell * model.attributes[attribute].values.size() + values[attribute];
    cells.push_back(static_cast<std::uint16_t>(cell));
  }
  return cells;
}

}  // namespace stepdown::models
