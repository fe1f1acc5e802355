#include "models/care/care_system.hpp"

#include <algorithm>
#include <utility>

/// What people are on, and how their races follow it.
namespace stepdown::models {

/// `race_clock` where medications matter.
Ticks CareSystem::medicated_clock(Slot slot,
                                  const Person& person,
                                  std::uint32_t number,
                                  std::uint64_t bits) const {
  return medications_.clock(
      {.slot = slot, .state = person.state, .behavior = person.behavior, .since = person.since},
      number - tables_.behaviors[person.behavior].races.first,
      std::max(-person.since, Ticks::zero()),
      bits);
}

/// Somebody arrives, or is there at the start: in that state, or on the way to it.
void CareSystem::come_medicated(Slot slot, Person& person, StateId state) {
  medications_.arrives(slot, person, draws_, now_);
  if (log_ != nullptr) log_medications(slot, person, state);
}

/// Somebody has come to `person.state`, and what they do there is not drawn yet.
void CareSystem::enter_medicated(Slot slot, Person& person) {
  if (log_ != nullptr) tell_medications(slot, person, person.state);
  medications_.enters(slot, person, draws_, now_);
  if (log_ != nullptr) log_medications(slot, person, person.state);
}

void CareSystem::leave_medicated(Slot slot, const Person& person) {
  if (log_ != nullptr) tell_medications(slot, person, person.state);
  medications_.leaves_for_good(slot, person, now_);
}

/// Begins and ends of courses are no events, but a log wants them in order of time: tells those of
/// now, and sees to it that later ones are told.
void CareSystem::log_medications(Slot slot, const Person& person, StateId state) {
  tell_medications(slot, person, state);
  for (std::size_t m = 0; m < model_.medications.size(); ++m) {
    Medications::Course& course = medications_.course(slot, m);
    if (std::exchange(course.is_announced, true)) continue;
    for (const Ticks moment : {course.from, course.until})
      if (now_ < moment && moment < horizon_)
        queue_.push(pack(
            moment,
            {.kind = CareEventKind::MedicationChanges, .number = person.number, .slot = slot}));
  }
}

void CareSystem::tell_medications(Slot slot, const Person& person, StateId state) {
  for (std::size_t m = 0; m < model_.medications.size(); ++m) {
    Medications::Course& course = medications_.course(slot, m);
    if (course.from == now_ && !std::exchange(course.is_begin_told, true))
      tell(person, HappeningKind::MedicationBegins, state, static_cast<int>(m));
    if (course.until == now_ && !std::exchange(course.is_stop_told, true))
      tell(person, HappeningKind::MedicationStops, state, static_cast<int>(m));
  }
}

/// Somebody may have begun or stopped in this instant, wherever they are.
void CareSystem::medication_changes(Slot slot, std::uint32_t number) {
  const Person& person = people_[slot];
  if (person.number != number || person.phase == Phase::Gone) return;
  tell_medications(slot, person, has_place(person.phase) ? person.state : person.target);
}

}  // namespace stepdown::models
