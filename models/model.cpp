#include "models/model.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <variant>

namespace stepdown::models {

int most_places(int places, const std::vector<PlacesChange>& changes) {
  for (const PlacesChange& change : changes)
    places = std::max(places, change.places);
  return places;
}

int places_on(double day, int places, const std::vector<PlacesChange>& changes) {
  for (const PlacesChange& change : changes)
    if (change.day <= day) places = change.places;
  return places;
}

bool StateModel::has_groups() const {
  return group_size > 0 ||
         std::ranges::any_of(tracks, [](const TrackModel& track) { return track.group_size > 0; });
}

bool StateModel::has_gate() const {
  const auto is_ever_gate = [](const AdmissionRule& rule) {
    return rule.is_gate() || rule.is_gate_later;
  };
  return is_ever_gate(admission) ||
         std::ranges::any_of(tracks, is_ever_gate, &TrackModel::admission);
}

double SourceModel::mean_batch() const {
  if (batch.empty()) return 1;
  double people = 0;
  for (const auto& [size, share] : batch)
    people += size * share;
  return people;
}

std::size_t Model::period_on(double day) const {
  std::size_t period = 0;
  while (period < later_periods.size() && later_periods[period].from <= day)
    ++period;
  return period;
}

Model first_period(Model model) {
  constexpr FeatureSet changes{Feature::DatedChanges};
  model.later_periods.clear();
  model.later_states.clear();
  model.later_sources.clear();
  model.later_medications.clear();
  model.later_staff.clear();
  model.hours.resize(std::min<std::size_t>(model.hours.size(), 1));
  if (model.money) {
    model.money->later.clear();
    model.money->list_in.clear();
  }
  if (model.economics) {
    model.economics->later.clear();
    model.economics->list_in.clear();
  }
  // What later periods have of their own stands behind.
  std::size_t behaviors = 0;
  std::size_t requests = 0;
  for (std::size_t s = 0; s < model.level_count + model.community_count; ++s) {
    const Range range = model.behaviors_of(model.states[s]);
    behaviors = std::max<std::size_t>(behaviors, range.first + range.count);
    if (s < model.level_count) requests = behaviors;
  }
  model.behaviors.resize(behaviors);
  model.request_behaviors.resize(requests);
  model.features = model.features.without(changes);
  for (StateModel& state : model.states) {
    state.features = state.features.without(changes);
    state.admission.is_gate_later = false;
    for (TrackModel& track : state.tracks)
      track.admission.is_gate_later = false;
  }
  for (SourceModel& source : model.sources) {
    source.features = source.features.without(changes);
    if (auto* const poisson = std::get_if<PoissonArrivals>(&source.process)) poisson->later.clear();
  }
  return model;
}

MoveKind Model::move_kind(StateId from, StateId to) const {
  sim::expects(!is_outcome(from), "nobody leaves an outcome");
  if (is_outcome(to)) return MoveKind::Outcome;
  if (is_level(to) && !is_treatment(to)) return MoveKind::Intake;
  if (!is_treatment(from)) return is_level(to) ? MoveKind::Return : MoveKind::Community;
  if (is_community(to)) return MoveKind::Discharge;
  if (from == to) return MoveKind::Transfer;
  return index_of(to) > index_of(from) ? MoveKind::StepDown : MoveKind::Escalation;
}

}  // namespace stepdown::models
