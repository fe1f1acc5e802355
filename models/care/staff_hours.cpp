#include "models/care/staff_hours.hpp"

#include <algorithm>

namespace stepdown::models {

StaffHours::StaffHours(const Model& model, const PlacePools& pools)
    : plans_{&model.hours}, pools_{&pools} {
  for (std::size_t l = 0; are_shared() && l < model.level_count; ++l)
    group_of_.push_back(model.states[l].staff_group.value_or(no_group));
  people_.resize(group_of_.size());
}

void StaffHours::begin_period(std::size_t period) {
  plan_ = &(*plans_)[period];
  taken_.clear();
  for (std::size_t l = 0; l < people_.size(); ++l)
    people_[l] = pools_->places(StateId{static_cast<std::uint16_t>(l)}).in_use();
  for (std::size_t role = 0; role < plan_->at_hand.size(); ++role)
    taken_.push_back(plan_->taken(role, people_));
}

void StaffHours::count(StateId level) {
  std::int64_t& people = people_[index_of(level)];
  if (people == pools_->places(level).in_use()) return;
  people = pools_->places(level).in_use();
  for (const HoursNeed& need : needs(level))
    taken_[need.role] = plan_->taken(need.role, people_);
}

int StaffHours::people_served(StateId level) const {
  constexpr std::int64_t most = 10'000'000;  // as many as places can be written
  const std::int64_t there = people_[index_of(level)];
  return static_cast<int>(largest_enough(there, std::max(most, there), [&](std::int64_t people) {
    return std::ranges::all_of(needs(level), [&](const HoursNeed& need) {
      const std::int64_t more = need.units(people) - need.units(there);
      return taken_[need.role] + more <= plan_->at_hand[need.role];
    });
  }));
}

std::int64_t StaffHours::given_back(StateId level, std::size_t role) const {
  const std::int64_t there = people_[index_of(level)];
  for (const HoursNeed& need : needs(level))
    if (need.role == role) return one_more(need, there - 1);
  return 0;
}

bool StaffHours::is_no_more(StateId from, StateId to) const {
  if (from == to) return true;
  return std::ranges::all_of(needs(to), [&](const HoursNeed& need) {
    return one_more(need, people_[index_of(to)]) <= given_back(from, need.role);
  });
}

bool StaffHours::is_room(StateId from, StateId to) const {
  if (from == to) return true;
  return std::ranges::all_of(needs(to), [&](const HoursNeed& need) {
    const std::int64_t more = one_more(need, people_[index_of(to)]) - given_back(from, need.role);
    return more <= 0 || taken_[need.role] + more <= plan_->at_hand[need.role];
  });
}

bool StaffHours::others_wait(StateId level) const {
  return std::ranges::any_of(pools_->sharers(level),
                             [this](StateId sharer) { return pools_->of(sharer).waiting > 0; });
}

bool StaffHours::agrees() const {
  std::size_t others = 0;
  for (std::size_t l = 0; l < people_.size(); ++l) {
    if (group_of_[l] == no_group) continue;
    const auto counted = pools_->places(StateId{static_cast<std::uint16_t>(l)}).in_use();
    others += static_cast<std::size_t>(people_[l] != counted);
  }
  for (std::size_t role = 0; role < taken_.size(); ++role)
    if (taken_[role] != plan_->taken(role, people_)) return false;
  return others <= 1;
}

}  // namespace stepdown::models
