#include "models/care/care_system.hpp"

#include "models/load_forecast.hpp"
#include "models/observed_spans.hpp"
#include "sim/contract.hpp"
#include "sim/limit.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

namespace stepdown::models {

namespace {

/// Events from one look at what ends a run early to the next: some milliseconds.
constexpr int look_every = 1 << 16;

/// Whether its person has moved on, or left and the slot is another's.
bool is_overtaken(const sim::Event& event, const Person& person) {
  return person.due != event.time || person.number != number_of(event);
}

}  // namespace

CareSystem::CareSystem(const Model& model, const BehaviorTables& tables)
    : model_{model},
      tables_{tables},
      horizon_{sim::to_ticks(model.horizon)},
      window_from_{sim::to_ticks(model.warm_up)},
      episode_gap_{sim::to_ticks(model.settings.episode_gap)},
      queue_{{.horizon = horizon_, .events_per_day = tables.load.events_per_day}},
      newcomers_{model, tables},
      traits_{traits_of(model)},
      sites_(model.states.size()),
      pools_{plan_pools(model)},
      hours_{model, pools_},
      reserves_{model},
      gates_{model},
      tracks_{model, gates_},
      start_groups_{model, gates_},
      changes_done_(model.level_count, 0),
      keeps_referrals_{std::ranges::any_of(model.states, &StateModel::by_referral)},
      looks_around_{std::ranges::any_of(
          model.states, [](const StateModel& state) { return !state.alternatives.empty(); })},
      has_trials_{std::ranges::any_of(model.states,
                                      [](const StateModel& state) {
                                        return state.review_every || state.test_every ||
                                               !state.authorized.empty();
                                      })},
      lends_places_{model.lends_places()},
      seconds_{model},
      holds_{pools_.size()},
      medications_{model, tables},
      state_recorder_{model},
      services_{model,
                midnights_apart(sim::to_ticks(model.horizon) - sim::to_ticks(model.warm_up))},
      person_recorder_{model, medications_},
      accounts_{model} {
  newcomer_.due = sim::never;
}

std::optional<Observations> CareSystem::run(std::uint32_t replication,
                                            const HappeningLog* log,
                                            const StorySink* stories,
                                            const StopQuestion* stop) {
  log_ = log;
  full_ = log != nullptr || keeps_referrals_ || has_trials_ || lends_places_ ||
          medications_.in_use() || accounts_.in_use();
  stop_ = stop;
  person_recorder_.reset(stories);
  reset(replication);
  if (model_.start) begin();
  const auto ahead = [this](std::span<const sim::Event> coming) { fetch(coming); };
  while (!queue_.empty()) {
    if (--until_look_ <= 0 && !goes_on()) return std::nullopt;
    const sim::Event event = queue_.take(ahead);
    now_ = event.time;
    state_recorder_.advance(now_);
    handle(event);
    if ((!asking_.empty() || !pools_.is_settled()) && !more_comes_before_placement()) settle();
  }
  finish();
  std::vector<std::int64_t> present;
  for (const Site& site : sites_)
    present.push_back(site.present);
  Observations observations = state_recorder_.finish(present);
  sim::expects(observations.events <= most_events + look_every, "no bin of 32 bits overflows");
  observations.outcomes = person_recorder_.take();
  medications_.tell(observations);
  accounts_.add_to(observations.outcomes);
  observations.services = services_.finish(observations.daily);
  return observations;
}

/// Whether nobody has asked for a stop.
/// @throws sim::LimitReached
bool CareSystem::goes_on() {
  until_look_ = look_every;
  if (state_recorder_.events() > most_events) reach_limit("more than 2 billion events happen");
  return stop_ == nullptr || !(*stop_)();
}

void CareSystem::reach_limit(const char* what) const {
  throw sim::LimitReached("replication " + std::to_string(replication_) + ": " + what + " by day " +
                          std::to_string(sim::to_days(now_)));
}

void CareSystem::reuse(Observations&& spent) {
  person_recorder_.reuse(std::move(spent.outcomes));
  state_recorder_.reuse(std::move(spent));
}

MemoryForecast CareSystem::memory() const {
  const std::size_t each = sizeof(Person) + person_recorder_.bytes_a_person() +
                           medications_.bytes_a_person() + seconds_.bytes_a_person() +
                           accounts_.bytes_a_person() + 2 * sizeof(sim::Event);
  const double people = tables_.load.in_places;
  return {.people = people, .bytes = people * static_cast<double>(each)};
}

/// With many people inside, their records are out of the cache: they are fetched while the events
/// before theirs are handled.
void CareSystem::fetch(std::span<const sim::Event> coming) const {
  constexpr std::size_t cached = 1000;  // people whose records stay there anyway, some 200 KB
  if (people_.high_water() <= cached) return;
  for (const sim::Event& event : coming) {
    // Of what is nobody's, a small number: whoever has it, instead of a question that no processor
    // foresees.
    const Slot slot = slot_of(event);
    people_.prefetch(slot);
    person_recorder_.prefetch(slot);
  }
}

void CareSystem::reset(std::uint32_t replication) {
  replication_ = replication;
  now_ = Ticks::zero();
  until_look_ = 1;  // with the first event, as replications may be short
  queue_.reset({.horizon = horizon_, .events_per_day = tables_.load.events_per_day});
  people_.clear();
  // Tables that grow by doubling hold everyone twice for a moment; room not used costs nothing.
  const std::size_t room =
      room_for(tables_.load, sizeof(Person) + person_recorder_.bytes_a_person());
  people_.reserve(room);
  person_recorder_.reserve(room);
  state_recorder_.reset(replication);
  services_.reset();
  medications_.reset();
  accounts_.reset();
  std::fill(sites_.begin(), sites_.end(), Site{});
  pools_.reset();
  reserves_.reset();
  gates_.reset();
  tracks_.reset();
  seconds_.reset();
  std::fill(changes_done_.begin(), changes_done_.end(), 0U);
  holds_.clear();
  asking_.clear();
  opened_.clear();
  if (hours_.are_shared()) begin_hours(0);
  for (std::uint32_t l = 0; l < model_.level_count; ++l) {
    const StateId level{static_cast<std::uint16_t>(l)};
    state_recorder_.places_changed(level, now_, pools_.places(level));
    schedule_change(l);
  }
  for (std::size_t track = 0; track < tracks_.size(); ++track)
    state_recorder_.tracks().places_changed(track, now_, tracks_.places(track));
  for (std::uint32_t gate = 0; gate < gates_.size(); ++gate)
    schedule_opening(gate, Ticks::zero());
  draws_.reset(model_, replication);
  newcomers_.reset(draws_);
  begin_period(0);
  for (std::size_t s = 0; s < model_.sources.size(); ++s)
    schedule_arrival(static_cast<std::uint16_t>(s));
}

void CareSystem::handle(const sim::Event& event) {
  const Slot slot = slot_of(event);
  const CareEventKind kind = kind_of(event);
  // Four events in five are such: asked first, no jump by a table has to be foreseen for them.
  if (kind == CareEventKind::StayEnds) [[likely]] {
    Person& person = people_[slot];
    if (!is_overtaken(event, person)) end_of_phase(slot, person);
    return;
  }
  switch (kind) {
    case CareEventKind::PeriodBegins:
      begin_period(slot);
      return;
    case CareEventKind::PlacesChange:
      change_places(slot);
      return;
    case CareEventKind::PlaceReady:
      place_is_ready(slot);
      return;
    case CareEventKind::GateOpens:
      open_gate(slot);
      return;
    case CareEventKind::StartEnds:
      end_start(slot);
      return;
    case CareEventKind::Arrival:
      arrive(static_cast<std::uint16_t>(slot));
      return;
    case CareEventKind::MedicationChanges:
      medication_changes(slot, number_of(event));
      return;
    case CareEventKind::WaitGrows:
      if (people_[slot].number == number_of(event)) wait_grows(people_[slot]);
      return;
    case CareEventKind::StayEnds:
    case CareEventKind::HoldEnds:
    case CareEventKind::PatienceEnds:
      break;
  }
  Person& person = people_[slot];
  if (is_overtaken(event, person)) return;
  if (kind == CareEventKind::HoldEnds) {
    if (person.request == Request::Holding) hold_ends(slot, person);
  } else if (person.request == Request::Waiting) {
    if (person.overtaker != no_race) {
      leave_list(slot, person);
    } else {
      give_up(slot, person);
    }
  }
}

/// What a person is doing comes to its end: a stay, a transfer, or either or a hold by a race.
void CareSystem::end_of_phase(Slot slot, Person& person) {
  if (person.phase == Phase::Staying) {
    // So that an overtaken end of a hold, due in this very instant, is not taken for a live one.
    person.due = sim::never;
    end_of_stay(slot, person);
    return;
  }
  const bool is_overtaken = person.overtaker != no_race;
  // The event of a race from before a move; what is due now is the end of a hold, or of patience.
  if (!has_place(person.phase) || (person.phase == Phase::Ready && !is_overtaken)) return;
  person.due = sim::never;
  if (is_overtaken) {
    overtake(slot, person);
  } else if (person.phase == Phase::InTransfer) {
    end_of_transfer(slot, person);
  } else {
    hour_of_discharge(slot, person);
  }
}

void CareSystem::schedule_arrival(std::uint16_t source) {
  const Ticks next = newcomers_.next(source);
  if (next < horizon_) {
    queue_.push(pack(next, {.kind = CareEventKind::Arrival, .number = source, .slot = source}));
  }
}

void CareSystem::arrive(std::uint16_t source) {
  const int people = newcomers_.batch_size(source);
  schedule_arrival(source);
  until_look_ -= people - 1;
  for (int i = 0; i < people; ++i) {
    refer_one(source);
    if (!asking_.empty()) settle();
  }
}

void CareSystem::refer_one(std::uint16_t source) {
  const Slot slot = people_.acquire(newcomer_);
  if (slot >= most_slots) [[unlikely]]
    reach_limit("more than 268 million people are inside at once");
  Person& person = people_[slot];
  newcomers_.introduce(person, source, draws_);
  state_recorder_.arrived(person, now_);
  person_recorder_.referred(slot, person, now_);
  if (accounts_.in_use()) [[unlikely]]
    accounts_.arrives(slot, person, now_);
  if (keeps_referrals_) note_referral(slot, person);
  const StateId first = newcomers_.first_state(person, draws_);
  tell(person, HappeningKind::Arrival, first);
  if (medications_.in_use()) [[unlikely]]
    come_medicated(slot, person, first);
  move_towards(slot, person, first);
}

void CareSystem::schedule_change(std::uint32_t level) {
  const std::vector<PlacesChange>& changes = model_.states[level].changes;
  if (changes_done_[level] == changes.size() || model_.states[level].staff_group) return;
  queue_.push(pack(sim::to_ticks(changes[changes_done_[level]].day),
                   {.kind = CareEventKind::PlacesChange, .number = level, .slot = level}));
}

void CareSystem::change_places(std::uint32_t level) {
  const PlacesChange& change = model_.states[level].changes[changes_done_[level]++];
  const StateId id{static_cast<std::uint16_t>(level)};
  if (tracks_.has(id)) {
    track_places_change(id);
  } else {
    state_recorder_.places_changed(id, now_, pools_.set_open(id, change.places));
  }
  schedule_change(level);
}

/// What begins from now on has the numbers of that period.
void CareSystem::begin_period(std::uint32_t period) {
  period_ = &tables_.periods[period];
  states_now_ = model_.states_in(period).data();
  newcomers_.begin_period(period);
  medications_.begin_period(period);
  state_recorder_.begin_period(period, now_);
  if (accounts_.in_use()) accounts_.begin_period(period, now_, seconds_);
  if (period > 0) {
    if (hours_.are_shared()) begin_hours(period);
    change_admission(period);
    change_discharge(model_.states_in(period - 1));
  }
  if (period + 1 == model_.period_count()) return;
  queue_.push(
      pack(sim::to_ticks(model_.later_periods[period].from),
           {.kind = CareEventKind::PeriodBegins, .number = period + 1, .slot = period + 1}));
}

void CareSystem::finish() {
  for (Slot slot = 0; slot < people_.high_water(); ++slot) {
    const Person& person = people_[slot];
    if (person.phase == Phase::Gone) continue;
    if (has_trials_ && person.phase == Phase::Staying) note_trials(slot, person, horizon_);
    state_recorder_.still_inside(person);
    if (lends_places_) tell_second_places(slot, person);
    person_recorder_.still_inside(slot, person);
    if (accounts_.in_use()) accounts_.still_inside(slot);
    if (medications_.in_use()) medications_.still_inside(slot, person);
    if (has_place(person.phase) && services_.follows(person.state))
      services_.ended(service_visit(person), horizon_);
  }
  state_recorder_.peak(people_.high_water());
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
           .reason = reason,
           .since = kind == HappeningKind::WasWaiting ? person.wait_from : person.since});
}

}  // namespace stepdown::models
