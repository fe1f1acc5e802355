#include "models/model.hpp"

#include "sim/contract.hpp"

#include <algorithm>

namespace stepdown::models {

int StateModel::most_places() const {
  int most = places;
  for (const PlacesChange& change : changes)
    most = std::max(most, change.places);
  return most;
}

double SourceModel::mean_batch() const {
  if (batch.empty()) return 1;
  double people = 0;
  for (const auto& [size, share] : batch)
    people += size * share;
  return people;
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
