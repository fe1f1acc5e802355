#include "models/care/care_system.hpp"

#include <algorithm>

/// Places, or hours of staff, that several levels share, and places that are kept for somebody, or
/// that are made ready.
namespace stepdown::models {

void CareSystem::tell_all_sharers(StateId level) {
  const bool shares_hours = pools_.of(level).shares_hours;
  if (shares_hours) hours_.count(level);
  for (const StateId sharer : pools_.sharers(level)) {
    if (shares_hours) pools_.allow(sharer, hours_.people_served(sharer));
    if (shares_hours || sharer != level)
      state_recorder_.places_changed(sharer, now_, pools_.places(sharer));
  }
  if (shares_hours && hours_.others_wait(level)) pools_.look_again(level);
}

/// Whether `person` keeps the place that they have, or hours of staff, on a move to `level`, which
/// takes no more of any.
bool CareSystem::keeps_place_in(StateId level, const Person& person) const {
  return pools_.of(level).is_shared && has_place(person.phase) &&
         (pools_.pool_of(person.state) == pools_.pool_of(level) ||
          hours_.takes_no_more(person.state, level)) &&
         gates_.is_open(level, now_);
}

/// Whether the hours of staff that `person` gives back are enough, with those that are free.
bool CareSystem::has_hours_for(StateId level, const Person& person) const {
  return has_place(person.phase) && hours_.has_room(person.state, level);
}

/// Hours of staff that levels have in common are those of a period from now on. Nobody leaves for
/// want of staff.
void CareSystem::begin_hours(std::uint32_t period) {
  hours_.begin_period(period);
  for (std::uint32_t l = 0; l < model_.level_count; ++l) {
    const StateId level{static_cast<std::uint16_t>(l)};
    if (!pools_.of(level).shares_hours) continue;
    const sim::Places& places = pools_.allow(level, hours_.people_served(level));
    if (period == 0) continue;
    state_recorder_.places_changed(level, now_, places);
    pools_.look_again(level);
  }
}

/// Of levels that have hours of staff in common: whether somebody could be admitted there. There is
/// room, or perhaps for those who give hours back.
bool CareSystem::may_be_admitted(StateId level) const {
  if (pools_.places(level).has_free()) return true;
  const auto asks_from_inside = [&](Slot slot) {
    const Person& person = people_[slot];
    return person.target == level && has_place(person.phase) &&
           hours_.have_in_common(person.state, level);
  };
  if (std::ranges::any_of(asking_, asks_from_inside)) return true;
  const PoolId pool = pools_.pool_of(level);
  return std::ranges::any_of(pools_.sharers(level), [&](StateId sharer) {
    return sharer != level && holds_.holds(pools_.pool_of(sharer), pool);
  });
}

/// Levels have begun to take people up: those who wait for one of them in a place on which it draws
/// need no other, and the tracks of one share those who wait for it.
void CareSystem::look_at_opened_levels() {
  for (const StateId level : opened_) {
    if (tracks_.has(level)) {
      tracks_.call_off_starts(level, now_, gates_, [this, level](const auto& tell) {
        const auto tell_each = [&](StateId /*level*/, Slot slot) {
          tell(people_[slot].who);
          return false;
        };
        static_cast<void>(pools_.first_waiting(
            pools_.pool_of(level), [](StateId) { return true; }, tell_each));
      });
      continue;
    }
    const auto is_level = [level](StateId each) { return each == level; };
    const auto has_its_place = [this](StateId asked_for, Slot slot) {
      const Person& person = people_[slot];
      return person.phase == Phase::Ready && keeps_place_in(asked_for, person);
    };
    while (const auto slot = pools_.first_waiting(pools_.pool_of(level), is_level, has_its_place)) {
      Person& person = people_[*slot];
      // They had a place all the time, and waited for the hour alone.
      person.full_before = state_recorder_.full_until(level, person.who, now_);
      offer(*slot, person);
    }
  }
  opened_.clear();
}

/// The place that was kept for the person in `person.target` is not kept any longer: they come, or
/// go elsewhere.
void CareSystem::end_keeping(Slot slot, const Person& person) {
  pools_.end_reservation(person.target);
  reserves_.end_keeping(person.target, slot);
}

/// The place that the person has just left is made ready for the next, unless they go on in it, or
/// somebody comes into it in the same instant.
void CareSystem::begin_turnaround(const Person& person) {
  if (is_swapping_) return;
  const bool goes_on_in_it = person.request == Request::None && model_.is_level(person.target) &&
                             pools_.pool_of(person.state) == pools_.pool_of(person.target);
  if (goes_on_in_it) return;
  make_ready(person, person.state, draws_.of_visit(person, person.stay_visit, Draw::Turnaround, 0));
}

/// The place of `level` that the person has just left.
void CareSystem::make_ready(const Person& person, StateId level, const sim::Block& luck) {
  const DistributionId times = *state_now(level).turnaround;
  const Ticks time =
      sim::to_ticks(tables_.times[index_of(times)].at(sim::wide_bits(luck[0], luck[1])));
  state_recorder_.turnaround(person, level, now_, time, pools_.begin_turnaround(level));
  tell_sharers(level);
  tell(person, HappeningKind::Turnaround, level);
  const auto number = static_cast<std::uint32_t>(index_of(level));
  queue_.push(
      pack(now_ + time, {.kind = CareEventKind::PlaceReady, .number = number, .slot = number}));
}

void CareSystem::place_is_ready(std::uint32_t level) {
  const StateId id{static_cast<std::uint16_t>(level)};
  pools_.end_turnaround(id);
  places_changed(id);
}

}  // namespace stepdown::models
