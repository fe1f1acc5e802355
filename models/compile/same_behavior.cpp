#include "models/compile/same_behavior.hpp"

#include <algorithm>

namespace stepdown::models {

bool is_same(const SourceModel& a, const SourceModel& b) {
  return a.class_share == b.class_share &&
         std::ranges::equal(
             a.first_states, b.first_states, [](Range x, Range y) { return is_same(x, y); });
}

bool is_same(const StateModel& a, const StateModel& b) {
  const auto step = [](const BalkingStep& x, const BalkingStep& y) {
    return x.people == y.people && x.share == y.share;
  };
  const auto transfer = [](const ExitInfo& exit) { return exit.transfer; };
  return a.first_behavior == b.first_behavior && a.list_limit == b.list_limit &&
         a.hold.days == b.hold.days && std::ranges::equal(a.balking, b.balking, step) &&
         std::ranges::equal(a.exits, b.exits, {}, transfer, transfer);
}

}  // namespace stepdown::models
