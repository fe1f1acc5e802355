#include "models/care/care_system.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

/// Levels and tracks that do not take people up at any time: how they begin to.
namespace stepdown::models {

void CareSystem::schedule_opening(std::uint32_t gate, Ticks from) {
  if (!gates_.rule(gate).is_gate()) return;
  const Ticks opens = gates_.next_opening(gate, from);
  gates_.await_opening(gate, opens);
  if (opens < horizon_)
    queue_.push(pack(opens, {.kind = CareEventKind::GateOpens, .number = gate, .slot = gate}));
}

/// Stays that end in this instant have ended: whoever asks by then is waiting.
void CareSystem::open_gate(std::uint32_t gate) {
  if (!gates_.opens_now(gate, now_)) return;  // by a rule that holds no longer
  const StateId level = gates_.level_of(gate);
  const sim::Places& places =
      gates_.is_of_track(gate) ? tracks_.places(gates_.track_of(gate)) : pools_.places(level);
  gates_.open(gate, now_, waiting_at(gate), places.free());
  pools_.look_again(level);
  const bool is_start = gates_.rule(gate).kind == AdmissionRule::Kind::Cohort;
  if (pools_.of(level).is_shared || (is_start && gates_.is_of_track(gate)))
    opened_.push_back(level);
  schedule_opening(gate, now_ + sim::one_tick);
  if (is_start)
    queue_.push(pack(now_, {.kind = CareEventKind::StartEnds, .number = gate, .slot = gate}));
}

/// Where the rules of admission of this period are others than before, they hold from now on.
void CareSystem::change_admission(std::uint32_t period) {
  for (std::uint32_t gate = 0; gate < gates_.size(); ++gate) {
    if (!gates_.begin_period(gate, period)) continue;
    schedule_opening(gate, now_);
    const StateId level = gates_.level_of(gate);
    if (!gates_.is_open(level, now_)) continue;
    pools_.look_again(level);
    if (pools_.of(level).is_shared) opened_.push_back(level);
  }
}

/// The same of hours of discharge: who waits for one waits for the next by the new rule.
void CareSystem::change_discharge(const std::vector<StateModel>& before) {
  std::vector<bool> is_other(model_.level_count);
  for (std::size_t level = 0; level < model_.level_count; ++level)
    is_other[level] = before[level].discharge != states_now_[level].discharge;
  if (std::ranges::find(is_other, true) == is_other.end()) return;
  for (Slot slot = 0; slot < people_.high_water(); ++slot) {
    Person& person = people_[slot];
    if (person.phase != Phase::ToDischarge || !is_other[index_of(person.state)]) continue;
    const bool leaves_by_race_now = person.due == now_ && person.overtaker != no_race;
    if (leaves_by_race_now) continue;
    const Ticks hour = state_now(person.state).discharge.first_open(now_);
    schedule_while_kept(slot, person, CareEventKind::StayEnds, hour);
  }
}

/// How many people wait for the level who can attend.
int CareSystem::waiting_at(std::size_t gate) const {
  const StateId level = gates_.level_of(gate);
  if (!gates_.is_of_track(gate)) return pools_.waiting_for(level);
  int waiting = 0;
  const auto count = [&](StateId asked_for, Slot slot) {
    const bool can = asked_for == level && tracks_.admits(gates_.track_of(gate), people_[slot].who);
    waiting += static_cast<int>(can);
    return false;
  };
  static_cast<void>(pools_.first_waiting(
      pools_.pool_of(level), [](StateId) { return true; }, count));
  return waiting;
}

void CareSystem::end_start(std::uint32_t gate) {
  const int empty_seats = gates_.end_start(gate);
  if (empty_seats > 0) block(gate, empty_seats);
  const AdmissionGates::Start& start = gates_.start(gate);
  const CohortStart seen{
      .time = now_, .waiting = start.waiting, .seats = start.seats, .admitted = start.admitted};
  if (gates_.is_of_track(gate))
    state_recorder_.tracks().started(gates_.track_of(gate), now_, seen);
  else
    state_recorder_.started(gates_.level_of(gate), now_, seen);
  groups_run(gate);
}

}  // namespace stepdown::models
