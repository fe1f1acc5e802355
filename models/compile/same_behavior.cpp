#include "models/compile/same_behavior.hpp"

#include <algorithm>

namespace stepdown::models {

bool is_same(const SourceModel& a, const SourceModel& b) {
  return a.class_share == b.class_share && a.first_states == b.first_states;
}

bool is_same(const StateModel& a, const StateModel& b) {
  const auto transfer = [](const ExitInfo& exit) { return exit.transfer; };
  return a.first_behavior == b.first_behavior && a.list_limit == b.list_limit &&
         a.hold.days == b.hold.days && a.balking == b.balking && a.review_every == b.review_every &&
         a.test_every == b.test_every && a.turnaround == b.turnaround && a.bridge == b.bridge &&
         a.alongside == b.alongside && a.admission == b.admission && a.discharge == b.discharge &&
         std::ranges::equal(
             a.tracks, b.tracks, {}, &TrackModel::admission, &TrackModel::admission) &&
         std::ranges::equal(a.exits, b.exits, {}, transfer, transfer);
}

bool is_measured_alike(const StateModel& a, const StateModel& b) {
  return a.services == b.services && a.posts == b.posts && a.program == b.program &&
         a.wait_target == b.wait_target;
}

}  // namespace stepdown::models
