#include "models/care/care_system.hpp"
#include "models/stay_law.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <optional>
#include <vector>

/// Who is there when a run begins: people in the middle of their stays, and on the lists.
///
/// What is known of them conditions what is drawn. Somebody who has been there for a days leaves by
/// split exit i with probability p_i S_i(a) / sum_j p_j S_j(a), then at a time from its law beyond
/// a; every race, and patience, is drawn from its law beyond what has passed of it.
namespace stepdown::models {

/// Puts everybody into the places and onto the lists where they are, and gives out what is free.
void CareSystem::begin() {
  const StartModel& start = *model_.start;
  start_groups_.reset();
  std::vector<Slot> first_of;
  for (std::size_t g = 0; g < start.groups.size(); ++g) {
    const StartGroup& group = start.groups[g];
    first_of.push_back(static_cast<Slot>(people_.high_water()));
    for (std::uint32_t i = 0; i < group.people; ++i) {
      const Slot slot = introduce_at_start(static_cast<std::uint32_t>(people_.high_water()));
      if (!group.is_waiting) put_into_place(slot, group.state, g, group.days);
    }
  }
  // Lines are in order of the requests.
  for (const std::size_t g : tables_.start->lists())
    for (std::uint32_t i = 0; i < start.groups[g].people; ++i)
      put_on_list(first_of[g] + i,
                  start.groups[g].state,
                  g,
                  sim::to_ticks(start.groups[g].days.value_or(0)));
  for (std::size_t c = 0; c < start.crowds.size(); ++c)
    gather(start.crowds[c], start.groups.size() + c);
  close_groups_at_start();
  state_recorder_.advance(now_);
  if (!pools_.is_settled() && !more_comes_before_placement()) settle();
}

/// As many people as chance has it; who finds no place is on the list.
void CareSystem::gather(const StartCrowd& crowd, std::size_t number) {
  const sim::Block words = draws_.of_crowd(crowd);
  const double u = sim::open_unit(words[0], words[1]);
  const auto people =
      static_cast<std::uint32_t>(std::ranges::lower_bound(crowd.up_to, u) - crowd.up_to.begin());
  std::vector<Slot> waiting;
  for (std::uint32_t i = 0; i < people; ++i) {
    const Slot slot = introduce_at_start(crowd.stream + i);
    if (pools_.places(crowd.state).has_free()) {
      put_into_place(slot, crowd.state, number, std::nullopt);
    } else {
      waiting.push_back(slot);
    }
  }
  Ticks waited{};
  std::vector<Ticks> waits;  // from the one who asked last
  for (std::size_t i = waiting.size(); i-- > 0;) {
    const sim::Block luck = draws_.of(people_[waiting[i]], Draw::Start);
    waited += sim::to_ticks(-crowd.between_requests * std::log(sim::open_unit(luck[2], luck[3])));
    waits.push_back(waited);
  }
  for (const Slot slot : waiting) {
    put_on_list(slot, crowd.state, number, waits.back());
    waits.pop_back();
  }
}

CareSystem::Slot CareSystem::introduce_at_start(std::uint32_t index) {
  const Slot slot = people_.acquire(newcomer_);
  if (slot >= most_slots) [[unlikely]]
    reach_limit("more than 268 million people are inside at once");
  newcomers_.introduce_at_start(people_[slot], index);
  if (keeps_referrals_ && slot >= referred_at_.size()) referred_at_.resize(slot + 1);
  return slot;
}

/// @param number  of the group or crowd to which the person belongs
void CareSystem::put_into_place(Slot slot,
                                StateId state,
                                std::size_t number,
                                std::optional<double> days) {
  Person& person = people_[slot];
  const sim::Block words = draws_.of(person, Draw::Start);
  const StartTables::Kind& kind = tables_.start->choose(number, sim::open_unit(words[0], words[1]));
  const double u = sim::open_unit(words[2], words[3]);
  count_move(person);
  person.who = kind.who;
  person.state = state;
  person.in_treatment = model_.is_treatment(state);
  const std::optional<std::size_t> gate = gate_at_start(person);
  if (days) {
    person.since = -sim::to_ticks(*days);
  } else if (gate && gates_.rule(*gate).has_closed_groups()) {
    const StayLaw law{model_, model_.behaviors[kind.behavior]};
    person.since = -start_groups_.time_in_group(*gate, law, u);
  } else {
    person.since = -sim::to_ticks(tables_.start->age(kind, u));
  }
  person.phase = Phase::Staying;
  person.history = history_at_start(model_, state);
  ++sites_[index_of(state)].present;
  state_recorder_.present_at_start(person, pools_.take(state));
  tell_sharers(state);
  reserves_.take(state, slot, {person.who, std::nullopt});
  if (gate) take_seat_at_start(person, *gate);
  if (keeps_referrals_) referred_at_[slot] = person.since;
  person_recorder_.there_at_start(slot, person);
  if (accounts_.in_use()) accounts_.is_there_at_start(slot);
  tell(person, HappeningKind::Present, state);
  std::uint32_t behavior = kind.behavior;
  if (medications_.in_use()) {
    come_medicated(slot, person, state);
    behavior = medications_.behavior_at(slot, state, behavior, now_);
  }
  resume_stay(slot, person, behavior);
  if (services_.follows(state) && person.since == Ticks::zero())
    services_.there_at_start(service_visit(person));
  if (lends_places_ && model_.is_level(state)) ask_alongside(slot, person);
  if (model_.is_level(state)) person.history.visited |= std::uint64_t{1} << (index_of(state) % 64);
}

/// The gate of the level where the person is, or of the track that they are in.
std::optional<std::size_t> CareSystem::gate_at_start(const Person& person) const {
  if (!model_.is_level(person.state)) return std::nullopt;
  if (!tracks_.has(person.state)) return index_of(person.state);
  return tracks_.gate(tracks_.first_at_start(person.state, person.who));
}

void CareSystem::take_seat_at_start(Person& person, std::size_t gate) {
  const bool is_closed = gates_.rule(gate).has_closed_groups();
  const auto group = is_closed ? start_groups_.join(gate, person.since) : std::uint16_t{0};
  std::uint16_t seat = group;
  if (gates_.is_of_track(gate)) {
    const std::size_t track = gates_.track_of(gate);
    seat = tracks_.seat(track, group);
    tracks_.take(track);
    track_changed(track);
    state_recorder_.tracks().present(track);
  }
  person.seats.set_next(seat);
  person.seats.go();
}

/// Everybody is there: the empty seats of closed groups are nobody's.
void CareSystem::close_groups_at_start() {
  for (std::size_t gate = 0; gate < gates_.size(); ++gate) {
    if (gates_.groups_running(gate) == 0) continue;
    gates_.end_gathering(gate);
    block(gate, gates_.blocked(gate));
    groups_run(gate);
  }
}

/// Draws how, when and where to a stay in progress ends.
void CareSystem::resume_stay(Slot slot, Person& person, std::uint32_t behavior_number) {
  person.behavior = behavior_number;
  person.stay_visit = person.visit;
  const BehaviorEntry& behavior = tables_.behaviors[behavior_number];
  const Ticks elapsed = -person.since;
  const sim::Block words = draws_.of(person, Draw::Stay);
  Ticks time = sim::never;
  Range targets;
  if (behavior.splits.count > 0) {
    const SplitEntry& exit = split_after(person, elapsed, sim::open_unit(words[0]));
    time = time_after(*exit.times, exit.factor, 1, elapsed, sim::wide_bits(words[2], words[3]));
    person.exit = exit.exit;
    targets = exit.targets;
  }
  for (std::uint32_t r = 0; r < behavior.races.count; ++r) {
    const std::uint32_t number = behavior.races.first + r;
    const RaceEntry& race = tables_.races[number];
    const Ticks clock = race_clock(slot, person, number);
    if (clock < time) {
      time = clock;
      person.exit = race.exit;
      targets = race.targets;
    }
  }
  person.due = sim::never;
  if (time == sim::never) return;
  person.target = tables_.choose(targets, words[1]);
  schedule(slot, person, CareEventKind::StayEnds, person.since + time);
}

/// The split exit with the rank u of a stay that has lasted so long; of one that should be over by
/// all of them, as on admission.
const SplitEntry& CareSystem::split_after(const Person& person, Ticks elapsed, double u) const {
  const Behavior& behavior = model_.behaviors[person.behavior];
  const StayLaw law{model_, behavior};
  const std::size_t count = behavior.splits.count;
  std::vector<double> weights;
  for (std::size_t i = 0; i < count; ++i)
    weights.push_back(law.split_survival(i, sim::to_days(elapsed)));
  double left = u * std::reduce(weights.begin(), weights.end());
  for (std::size_t i = 0; i < count && !(left > 0); ++i)
    weights[i] = model_.splits_in(behavior)[i].probability;
  if (!(left > 0)) left = u;
  const SplitEntry* chosen =
      tables_.splits.data() + tables_.behaviors[person.behavior].splits.first;
  const SplitEntry* possible = chosen;
  for (std::size_t i = 0; i < count && left > 0; ++i) {
    if (model_.splits_in(behavior)[i].probability <= 0) continue;  // is in no table
    if (weights[i] > 0) chosen = possible;
    left -= weights[i];
    ++possible;
  }
  return *chosen;
}

void CareSystem::put_on_list(Slot slot, StateId level, std::size_t number, Ticks waited) {
  Person& person = people_[slot];
  const sim::Block words = draws_.of(person, Draw::Start);
  count_move(person);
  person.who = tables_.start->choose(number, sim::open_unit(words[0], words[1])).who;
  person.target = level;
  person.wait_from = now_ - waited;
  if (medications_.in_use()) come_medicated(slot, person, level);
  if (keeps_referrals_) referred_at_[slot] = person.wait_from;
  join_line(slot, person);
  if (!period_->states[index_of(level)].wait_limits.empty()) watch_wait(slot, person);
  person.asks(Request::Asking);
  person.asks(Request::Waiting);
  ++sites_[index_of(level)].outside;
  state_recorder_.waiting_at_start(person);
  person_recorder_.there_at_start(slot, person);
  if (accounts_.in_use()) accounts_.is_there_at_start(slot);
  person_recorder_.began_waiting_outside(slot, person.wait_from);
  tell(person, HappeningKind::WasWaiting, level);
  be_patient(slot, person, waited);
}

}  // namespace stepdown::models
