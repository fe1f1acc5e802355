#include "models/compile/same_behavior.hpp"

#include <algorithm>

namespace stepdown::models {

bool is_same(const SourceModel& a, const SourceModel& b) {
  return a.class_share == b.class_share && a.first_states == b.first_states;
}

bool is_same(const StateModel& a, const StateModel& b) {
  const auto transfer = [](const ExitInfo& exit) { return exit.transfer; };
  return a.first_behavior == b.first_behavior && a.list_limit == b.list_limit &&
         a.hold.days == b.hold.days && a.balking == b.balking &&
         std::ranges::equal(a.exits, b.exits, {}, transfer, transfer);
}

}  // namespace stepdown::models
