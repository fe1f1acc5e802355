#include "models/care/care_system.hpp"

#include <cstddef>

/// Levels that do not take people up at any time: how they begin to, and who comes into which
/// group.
namespace stepdown::models {

void CareSystem::schedule_opening(std::uint32_t level, Ticks from) {
  if (!model_.states[level].admission.is_gate()) return;
  const Ticks opens = gates_.next_opening(level, from);
  if (opens < horizon_)
    queue_.push(pack(opens, {.kind = CareEventKind::GateOpens, .number = level, .slot = level}));
}

/// Stays that end in this instant have ended: whoever asks by then is waiting.
void CareSystem::open_gate(std::uint32_t level) {
  const StateId id{static_cast<std::uint16_t>(level)};
  const bool is_cohort = model_.state(id).admission.kind == AdmissionRule::Kind::Cohort;
  gates_.open(level, now_, pools_.waiting_for(id), pools_.places(id).free());
  pools_.look_again(id);
  schedule_opening(level, now_ + sim::one_tick);
  if (is_cohort)
    queue_.push(pack(now_, {.kind = CareEventKind::StartEnds, .number = level, .slot = level}));
}

void CareSystem::end_start(std::uint32_t level) {
  const StateId id{static_cast<std::uint16_t>(level)};
  const int empty_seats = gates_.end_start(level);
  if (empty_seats > 0) state_recorder_.places_changed(id, now_, pools_.block(id, empty_seats));
  const AdmissionGates::Start& start = gates_.start(level);
  state_recorder_.started(
      id,
      now_,
      {.time = now_, .waiting = start.waiting, .seats = start.seats, .admitted = start.admitted});
  state_recorder_.groups_run(id, now_, gates_.groups_running(level));
}

/// The person gets a seat of the start that is going on.
void CareSystem::join_start(Person& person) {
  person.seats.set_next(gates_.join(person.target));
}

void CareSystem::leave_group(StateId level, std::uint16_t group) {
  const int fewer = gates_.leave(level, group);
  if (fewer == 0) return;
  state_recorder_.places_changed(level, now_, pools_.block(level, fewer));
  state_recorder_.groups_run(level, now_, gates_.groups_running(index_of(level)));
}

/// The closed group that somebody who moves along a ring leaves; 0: none, as from a bridge.
std::uint16_t CareSystem::group_left_by(Slot slot) const {
  const Person& person = people_[slot];
  return has_place(person.phase) ? person.seats.here() : std::uint16_t{0};
}

/// Each who moves along the ring takes over the seat of whoever leaves it for the next.
void CareSystem::swap_groups() {
  for (std::size_t i = 0; i < movers_.size(); ++i)
    people_[movers_[i]].seats.set_next(group_left_by(movers_[(i + 1) % movers_.size()]));
}

void CareSystem::take_over_group(const Person& person) {
  if (person.seats.next() == 0) return;
  const int fewer = gates_.take_over(person.target, person.seats.next());
  state_recorder_.places_changed(person.target, now_, pools_.block(person.target, fewer));
  state_recorder_.groups_run(person.target, now_, gates_.groups_running(index_of(person.target)));
}

}  // namespace stepdown::models
