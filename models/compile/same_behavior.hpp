#pragma once

#include "models/model.hpp"

/// Whether people behave alike, by the tables of one model.
namespace stepdown::models {

[[nodiscard]] inline bool is_same(Range a, Range b) {
  return a.first == b.first && a.count == b.count;
}

/// Equal entries are in the tables once, so that equal ranges mean equal behavior.
[[nodiscard]] inline bool is_same(const Behavior& a, const Behavior& b) {
  return is_same(a.splits, b.splits) && is_same(a.races, b.races) && a.attendance == b.attendance &&
         a.attendance_factor == b.attendance_factor;
}

[[nodiscard]] inline bool is_same(const RequestBehavior& a, const RequestBehavior& b) {
  return a.patience == b.patience && a.patience_factor == b.patience_factor &&
         a.priority_rank == b.priority_rank && is_same(a.gave_up_targets, b.gave_up_targets) &&
         is_same(a.turned_away_targets, b.turned_away_targets) &&
         is_same(a.balked_targets, b.balked_targets) && is_same(a.risks, b.risks);
}

/// Whether nothing of a state, or of who comes from a source, differs between two periods.
[[nodiscard]] bool is_same(const StateModel& a, const StateModel& b);
[[nodiscard]] bool is_same(const SourceModel& a, const SourceModel& b);

}  // namespace stepdown::models
