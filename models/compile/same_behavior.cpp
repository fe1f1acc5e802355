#include "models/compile/same_behavior.hpp"

namespace stepdown::models {

// What is added to a state counts as care unless it is named here.
bool is_same(const StateModel& a, const StateModel& b) {
  if (a == b) return true;
  StateModel alike = a;
  alike.services = b.services;
  alike.posts = b.posts;
  alike.program = b.program;
  alike.wait_target = b.wait_target;
  alike.places = b.places;
  alike.changes = b.changes;
  alike.places_label = b.places_label;
  alike.features = b.features;
  return alike == b;
}

bool sends_same(const SourceModel& a, const SourceModel& b) {
  return a.attribute_shares == b.attribute_shares && a.class_share == b.class_share &&
         a.first_states == b.first_states;
}

}  // namespace stepdown::models
