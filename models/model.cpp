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

bool StateModel::has_gate() const {
  return admission.is_gate() || std::ranges::any_of(tracks, [](const TrackModel& track) {
           return track.admission.is_gate();
         });
}

double SourceModel::mean_batch() const {
  if (batch.empty()) return 1;
  double people = 0;
  for (const auto& [size, share] : batch)
    people += size * share;
  return people;
}

Model first_period(Model model) {
  constexpr FeatureSet changes{Feature::DatedChanges};
  model.later_periods.clear();
  model.features = model.features.without(changes);
  for (StateModel& state : model.states)
    state.features = state.features.without(changes);
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
