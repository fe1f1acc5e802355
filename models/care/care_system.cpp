#include "models/care/care_system.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace stepdown::models {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

bool compare(double value, Condition::Comparison comparison, double number) {
  using enum Condition::Comparison;
  switch (comparison) {
    case Is:
      return value == number;
    case IsNot:
      return value != number;
    case AtLeast:
      return value >= number;
    case Above:
      return value > number;
    case AtMost:
      return value <= number;
    case Below:
      return value < number;
  }
  return false;
}

/// For numbers that were measured and rounded: what was 2.1 d on the way in counts as 2.1 d.
bool compare_measured(float value, Condition::Comparison comparison, double number) {
  constexpr double rounding = 1e-6;
  const auto measured = static_cast<double>(value);
  const bool is_same = std::abs(measured - number) <= rounding * number;
  return compare(is_same ? number : measured, comparison, number);
}

/// Counts one more, up to the largest number there is: limits asked for are far below it.
void count_up(std::uint16_t& count) {
  if (count < std::numeric_limits<std::uint16_t>::max()) ++count;
}

bool passes(const HistoryTest& test, const History& history) {
  using enum HistorySubject;
  const bool wants_it = test.comparison == Condition::Comparison::Is;
  switch (test.subject) {
    case Relapses:
      return compare(history.relapses, test.comparison, test.number);
    case Episodes:
      return compare(history.episodes, test.comparison, test.number);
    case Admissions:
      return compare(history.admissions, test.comparison, test.number);
    case DaysInCare:
      return compare_measured(history.days_in_care, test.comparison, test.number);
    case DaysWaited:
      return compare_measured(history.days_waited, test.comparison, test.number);
    case Attendance:
      return compare_measured(history.attendance, test.comparison, test.number);
    case LastExit:
      return (history.last_exit == test.id) == wants_it;
    case LastLevel:
      return (history.last_level == test.id) == wants_it;
    case Visited:
      return (((history.visited >> test.id) & 1U) != 0) == wants_it;
  }
  return false;
}

}  // namespace

CareSystem::CareSystem(const Model& model, const BehaviorTables& tables)
    : model_{model},
      tables_{tables},
      queue_{{.start = 0, .horizon = model.horizon, .events_per_day = tables.load.events_per_day}},
      sites_(model.states.size()),
      keys_(model.sources.size()),
      referred_(model.sources.size(), 0),
      changes_done_(model.level_count, 0),
      held_for_(model.level_count * model.level_count, 0),
      reached_from_(model.level_count, -1),
      state_recorder_{model},
      person_recorder_{model} {
  newcomer_.due = never;
  for (const SourceModel& source : model.sources)
    referrals_.emplace_back(source, model.calendar);
}

Observations CareSystem::run(std::uint32_t replication,
                             const HappeningLog* log,
                             const StorySink* stories) {
  log_ = log;
  person_recorder_.reset(stories);
  reset(replication);
  const auto ahead = [this](std::span<const sim::Event> coming) { fetch(coming); };
  while (!queue_.empty()) {
    const sim::Event event = queue_.take(ahead);
    now_ = event.time;
    state_recorder_.advance(now_);
    handle(event);
    if ((!asking_.empty() || !dirty_.empty()) && !more_comes_before_placement()) settle();
  }
  finish();
  std::vector<std::int32_t> present;
  for (const Site& site : sites_)
    present.push_back(site.room.present);
  Observations observations = state_recorder_.finish(present);
  sim::expects(observations.events < std::uint64_t{1} << 31U,
               "a replication has fewer than 2^31 events, so no bin of 32 bits overflows");
  observations.outcomes = person_recorder_.take();
  return observations;
}

void CareSystem::reuse(Observations&& spent) {
  person_recorder_.reuse(std::move(spent.outcomes));
  state_recorder_.reuse(std::move(spent));
}

/// With many people inside, their records are out of the cache: they are fetched while the events
/// before theirs are handled.
void CareSystem::fetch(std::span<const sim::Event> coming) const {
  constexpr std::size_t cached = 1000;  // people whose records stay there anyway, some 200 KB
  if (people_.high_water() <= cached) return;
  for (const sim::Event& event : coming) {
    if (!is_of_person(kind_of(event))) continue;
    people_.prefetch(slot_of(event));
    person_recorder_.prefetch(slot_of(event));
  }
}

void CareSystem::reset(std::uint32_t replication) {
  now_ = 0;
  arrived_ = 0;
  queue_.reset(
      {.start = 0, .horizon = model_.horizon, .events_per_day = tables_.load.events_per_day});
  people_.clear();
  // Tables that grow by doubling hold everyone twice for a moment; room not used costs nothing.
  const std::size_t room =
      room_for(tables_.load, sizeof(Person) + person_recorder_.bytes_a_person());
  people_.reserve(room);
  person_recorder_.reserve(room);
  lines_.reset(static_cast<int>(model_.level_count));
  state_recorder_.reset(replication);
  std::fill(sites_.begin(), sites_.end(), Site{});
  std::fill(referred_.begin(), referred_.end(), 0U);
  std::fill(changes_done_.begin(), changes_done_.end(), 0U);
  std::fill(held_for_.begin(), held_for_.end(), 0);
  asking_.clear();
  dirty_.clear();
  for (std::uint32_t l = 0; l < model_.level_count; ++l) {
    const StateModel& state = model_.states[l];
    Site& level = sites_[l];
    level.room.places = state.is_limited ? state.places : std::numeric_limits<int>::max();
    level.is_limited = state.is_limited;
    state_recorder_.census(StateId{static_cast<std::uint16_t>(l)}, 0, level.room);
    if (!state.changes.empty()) {
      queue_.push(pack(state.changes.front().day,
                       {.kind = CareEventKind::PlacesChange, .number = l, .slot = l}));
    }
  }
  for (std::size_t s = 0; s < model_.sources.size(); ++s) {
    keys_[s] = {model_.seed, replication, model_.sources[s].stream};
    referrals_[s].reset(keys_[s]);
    schedule_arrival(static_cast<std::uint16_t>(s));
  }
}

void CareSystem::handle(const sim::Event& event) {
  const Slot slot = slot_of(event);
  const CareEventKind kind = kind_of(event);
  switch (kind) {
    case CareEventKind::PlacesChange:
      change_places(slot);
      return;
    case CareEventKind::Arrival:
      arrive(static_cast<std::uint16_t>(slot));
      return;
    case CareEventKind::StayEnds:
    case CareEventKind::HoldEnds:
    case CareEventKind::PatienceEnds:
      break;
  }
  Person& person = people_[slot];
  // An event that was overtaken: its person has moved on, or left and the slot is another's.
  if (person.due != event.time || person.number != number_of(event)) return;
  if (kind == CareEventKind::StayEnds) {
    // So that an overtaken end of a hold, due in this very instant, is not taken for a live one.
    person.due = never;
    if (person.phase == Phase::Staying) {
      end_of_stay(slot, person);
    } else if (person.phase == Phase::InTransfer) {
      tell(person, HappeningKind::TransferEnd, person.state);
      become_ready(slot, person);
    }
  } else if (kind == CareEventKind::HoldEnds) {
    if (person.phase == Phase::Ready) hold_ends(slot, person);
  } else if (person.phase == Phase::Outside && person.is_listed) {
    give_up(slot, person);
  }
}

void CareSystem::schedule_arrival(std::uint16_t source) {
  const double next = referrals_[source].next(model_.horizon);
  if (next < model_.horizon) {
    queue_.push(pack(next, {.kind = CareEventKind::Arrival, .number = source, .slot = source}));
  }
}

void CareSystem::arrive(std::uint16_t source) {
  const int people = referrals_[source].batch_size();
  schedule_arrival(source);
  for (int i = 0; i < people; ++i) {
    refer_one(source);
    if (!asking_.empty()) settle();
  }
}

void CareSystem::refer_one(std::uint16_t source) {
  sim::expects(arrived_ < std::numeric_limits<std::uint32_t>::max(),
               "a replication has fewer than 2^32 people");
  const Slot slot = people_.acquire(newcomer_);
  sim::expects(slot < most_slots, "a replication has fewer than 2^28 people inside at once");
  Person& person = people_[slot];
  person.number = arrived_++;
  person.source_index = referred_[source]++;
  person.source = source;
  person.who = draw_class(person);
  state_recorder_.arrived(source, now_);
  person_recorder_.referred(slot, person, now_);
  const StateId first = tables_.choose(tables_.first_states[source][index_of(person.who)],
                                       draw(person, Draw::FirstState)[0]);
  tell(person, HappeningKind::Arrival, first);
  move_towards(slot, person, first);
}

/// The values of all attributes of a newcomer, one draw each.
ClassId CareSystem::draw_class(const Person& newcomer) const {
  const SourceModel& from = model_.sources[newcomer.source];
  sim::Block words{};
  std::uint32_t who = 0;
  for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
    if (a % 4 == 0) words = draw(newcomer, Draw::Attributes, static_cast<unsigned>(a / 4));
    const auto values = static_cast<std::uint32_t>(model_.attributes[a].values.size());
    const double* share = from.attribute_shares[a].data() + std::size_t{who} * values;
    const double u = sim::open_unit(words[a % 4]);
    std::uint32_t value = 0;
    double cumulative = share[0];
    while (u >= cumulative && value + 1 < values)
      cumulative += share[++value];
    while (share[value] <= 0)
      --value;  // the sum may fall short of 1 by rounding
    who = who * values + value;
  }
  return ClassId{who};
}

void CareSystem::end_of_stay(Slot slot, Person& person) {
  state_recorder_.ended_treatment();
  person.ready_at = now_;
  tell(person, HappeningKind::TreatmentEnd, person.state, static_cast<int>(person.exit.reason));
  if (!person.exit.has_transfer) {
    become_ready(slot, person);
    return;
  }
  const ExitInfo& exit = model_.state(person.state).exits[person.exit.index];
  const sim::Block words = draw(person, Draw::Transfer);
  const sim::QuantileTable& delays = tables_.times[index_of(*exit.transfer)];
  const double delay = delays.at(sim::wide_bits(words[0], words[1]));
  person.phase = Phase::InTransfer;
  schedule(slot, person, CareEventKind::StayEnds, now_ + delay);
  if (exit.transfer_reserves_next && model_.is_level(person.target) &&
      sites_[index_of(person.target)].is_limited) {
    ++person.visit;
    remember(person);
    join_line(slot, person);
  }
}

void CareSystem::become_ready(Slot slot, Person& person) {
  person.phase = Phase::Ready;
  person.wait_from = now_;
  if (person.ready_at < now_) state_recorder_.transferred(person.state, now_, person.ready_at);
  if (person.is_granted || person.is_in_line) {
    ask(slot, person);  // a reserving transfer: the move was numbered when the place was requested
  } else {
    move_towards(slot, person, person.target);
  }
}

/// The next move of `slot` is to `target`: at once if nothing is in the way.
void CareSystem::move_towards(Slot slot, Person& person, StateId target) {
  ++person.visit;
  if (person.has_place) remember(person);
  person.target = target;
  if (model_.is_level(target)) {
    ask(slot, person);
    return;
  }
  leave(slot, person);
  enter(slot, person);
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
  if (!person.has_place) return;
  person.has_place = false;
  Room& room = sites_[index_of(person.state)].room;
  --room.present;
  state_recorder_.left(person, now_, room);
  person_recorder_.stay_ended(slot, person, now_);
  if (!model_.is_level(person.state)) return;
  if (!lines_.empty(static_cast<int>(person.state))) mark_dirty(person.state);
  person.history.left_care_at = now_;
  person.history.days_in_care += static_cast<float>(now_ - person.ready_at);
}

/// The share of the sessions of the stay that is ending which the person attended.
float CareSystem::attended_share(const Person& person, const BehaviorEntry& behavior) const {
  const sim::Block words = draw(person, Draw::Attendance);
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
    ++sites_[index_of(state)].room.present;
    leave_for_good(slot, person);
    return;
  }
  const sim::Block words = draw(person, Draw::Stay);
  person.has_place = true;
  person.phase = Phase::Staying;
  person.since = now_;
  Room& room = sites_[index_of(state)].room;
  ++room.present;
  state_recorder_.census(state, now_, room);
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
    if (r % 2 == 0) race_words = draw(person, Draw::Race, r / 2);
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

void CareSystem::change_places(std::uint32_t level) {
  const std::vector<PlacesChange>& changes = model_.states[level].changes;
  Room& room = sites_[level].room;
  room.places = changes[changes_done_[level]++].places;
  const StateId id{static_cast<std::uint16_t>(level)};
  state_recorder_.census(id, now_, room);
  mark_dirty(id);
  if (changes_done_[level] < changes.size()) {
    queue_.push(pack(changes[changes_done_[level]].day,
                     {.kind = CareEventKind::PlacesChange, .number = level, .slot = level}));
  }
}

void CareSystem::finish() {
  for (Slot slot = 0; slot < people_.high_water(); ++slot) {
    const Person& person = people_[slot];
    if (person.phase == Phase::Gone) continue;
    state_recorder_.still_inside(person);
    person_recorder_.still_inside(slot, person);
  }
  state_recorder_.peak(people_.high_water());
}

/// Bit i: what the person's history answers to test i of the state.
std::uint32_t CareSystem::history_mask(StateId state, const Person& person) const {
  const std::vector<HistoryTest>& tests = model_.state(state).tests;
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < tests.size(); ++i)
    mask |= static_cast<std::uint32_t>(passes(tests[i], person.history)) << i;
  return mask;
}

sim::Block CareSystem::draw(const Person& person, Draw purpose, unsigned offset) const {
  return sim::keyed_block(keys_[person.source],
                          person.source_index,
                          person.visit,
                          static_cast<std::uint8_t>(static_cast<unsigned>(purpose) + offset));
}

void CareSystem::tell_log(const Person& person,
                          HappeningKind kind,
                          StateId state,
                          int reason) const {
  (*log_)({.time = now_,
           .person = person.number,
           .source = person.source,
           .source_index = person.source_index,
           .who = person.who,
           .kind = kind,
           .state = state,
           .reason = reason});
}

}  // namespace stepdown::models
