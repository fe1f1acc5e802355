#include "models/care/care_system.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

/// How a stay begins, how it ends and what is next.
namespace stepdown::models {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

}  // namespace

void CareSystem::end_of_stay(Slot slot, Person& person) {
  state_recorder_.ended_treatment();
  person.ready_at = now_;
  tell(person, HappeningKind::TreatmentEnd, person.state, static_cast<int>(person.exit.reason));
  if (!person.exit.has_transfer) {
    become_ready(slot, person);
    return;
  }
  const ExitInfo& exit = model_.state(person.state).exits[person.exit.index];
  const sim::Block words = draws_.of(person, Draw::Transfer);
  const sim::QuantileTable& delays = tables_.times[index_of(*exit.transfer)];
  const double delay = delays.at(sim::wide_bits(words[0], words[1]));
  person.phase = Phase::InTransfer;
  schedule(slot, person, CareEventKind::StayEnds, now_ + delay);
  if (exit.transfer_reserves_next && model_.is_level(person.target) &&
      pools_.of(person.target).is_limited) {
    ++person.visit;
    remember(person);
    join_line(slot, person);
    person.asks(Request::Reserving);
  }
}

void CareSystem::end_of_transfer(Slot slot, Person& person) {
  tell(person, HappeningKind::TransferEnd, person.state);
  become_ready(slot, person);
}

void CareSystem::become_ready(Slot slot, Person& person) {
  person.phase = Phase::Ready;
  person.wait_from = now_;
  if (person.ready_at < now_) state_recorder_.transferred(person.state, now_, person.ready_at);
  if (person.request != Request::None) {
    ask(slot, person);  // a reserving transfer: the move was numbered when the place was requested
  } else {
    move_towards(slot, person, person.target);
  }
}

/// Adds the stay whose treatment has ended to what effects may ask about. This comes before the
/// next place is asked for, as the exit can decide how one waits for it; the place may be kept
/// longer.
void CareSystem::remember(Person& person) const {
  History& history = person.history;
  if (person.exit.kind == ReasonKind::Relapse) count_up(history.relapses);
  if (!model_.is_level(person.state)) return;
  history.days_in_care += static_cast<float>(person.ready_at - person.since);
  history.last_exit = static_cast<std::uint16_t>(person.exit.reason);
  history.last_level = static_cast<std::uint16_t>(person.state);
  const BehaviorEntry& behavior = tables_.behaviors[person.behavior];
  if (behavior.attendance != no_table) history.attendance = attended_share(person, behavior);
}

/// Ends the present stay, if there is one, and frees the place.
void CareSystem::leave(Slot slot, Person& person) {
  if (!has_place(person.phase)) return;
  Site& site = sites_[index_of(person.state)];
  --site.present;
  state_recorder_.left(person, now_, site.present, pools_.give_back(person.state));
  person_recorder_.stay_ended(slot, person, now_);
  person.phase = Phase::Outside;
  if (!model_.is_level(person.state)) return;
  person.history.left_care_at = now_;
  person.history.days_in_care += static_cast<float>(now_ - person.ready_at);
}

/// The share of the sessions of the stay that is ending which the person attended.
float CareSystem::attended_share(const Person& person, const BehaviorEntry& behavior) const {
  const sim::Block words = draws_.of(person, Draw::Attendance);
  const double share = tables_.times[behavior.attendance].at(sim::wide_bits(words[0], words[1]));
  return std::min(1.0F, static_cast<float>(share) * behavior.attendance_factor);
}

/// Takes the person to `target`, where a place is free or none is needed.
void CareSystem::enter(Slot slot, Person& person) {
  const StateId origin = person.state;
  const StateId state = person.target;
  if (!model_.is_level(state)) person_recorder_.entered_outside_care(slot, person, state, now_);
  person.state = state;
  state_recorder_.moved(origin, person.source, state, now_);
  if (model_.is_outcome(state)) {
    tell(person, HappeningKind::Outcome, state);
    ++sites_[index_of(state)].present;
    leave_for_good(slot, person);
    return;
  }
  const sim::Block words = draws_.of(person, Draw::Stay);
  person.phase = Phase::Staying;
  person.since = now_;
  Site& site = sites_[index_of(state)];
  ++site.present;
  state_recorder_.census(state, now_, site.present, pools_.take(state));
  tell(person, HappeningKind::Admission, state);
  const bool is_level = model_.is_level(state);
  if (is_level) admit(slot, person);
  stay(slot, person, words);
  if (is_level) person.history.visited |= std::uint64_t{1} << (index_of(state) % 64);
}

/// The person has come to a level: remembers the admission and how long it was waited for.
void CareSystem::admit(Slot slot, Person& person) {
  const double wait = now_ - person.wait_from;
  state_recorder_.admitted(person.state, now_, wait);
  person_recorder_.admitted(slot, person, person.state, now_);
  History& history = person.history;
  if (history.begins_episode(now_, model_.episode_gap)) {
    count_up(history.episodes);
    history.days_in_care = 0;
  }
  count_up(history.admissions);
  history.days_waited = static_cast<float>(wait);
}

/// Draws how and when the stay that has just begun will end, and where it leads.
void CareSystem::stay(Slot slot, Person& person, const sim::Block& words) {
  person.behavior = behavior_of(person.state, person);
  const BehaviorEntry& behavior = tables_.behaviors[person.behavior];
  double time = never;
  Range targets;
  if (behavior.splits.count > 0) {
    const SplitEntry& exit = tables_.choose_split(behavior.splits, words[0]);
    time = exit.times->at(sim::wide_bits(words[2], words[3])) * exit.factor;
    person.exit = exit.exit;
    targets = exit.targets;
  }
  sim::Block race_words{};
  for (std::uint32_t r = 0; r < behavior.races.count; ++r) {
    const RaceEntry& race = tables_.races[behavior.races.first + r];
    if (r % 2 == 0) race_words = draws_.of(person, Draw::Race, r / 2);
    const std::size_t word = std::size_t{2} * (r % 2);
    const std::uint64_t bits = sim::wide_bits(race_words[word], race_words[word + 1]);
    const double clock =
        race.factor * (race.inverse_hazard_ratio == 1
                           ? race.times->at(bits)
                           : race.times->at_survival(std::pow(sim::QuantileTable::survival_of(bits),
                                                              race.inverse_hazard_ratio)));
    if (clock < time) {
      time = clock;
      person.exit = race.exit;
      targets = race.targets;
    }
  }
  if (time < never) person.target = tables_.choose(targets, words[1]);
  schedule(slot, person, CareEventKind::StayEnds, now_ + time);
}

void CareSystem::leave_for_good(Slot slot, Person& person) {
  person_recorder_.left_for_good(slot, person, now_);
  person.phase = Phase::Gone;
  person.due = never;
  people_.release(slot);
}

void CareSystem::schedule(Slot slot, Person& person, CareEventKind kind, double time) {
  person.due = time;
  queue_.push(pack(time, {.kind = kind, .number = person.number, .slot = slot}));
}

}  // namespace stepdown::models
