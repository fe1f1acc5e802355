#pragma once

#include "models/care/admission_gates.hpp"
#include "models/care/behavior_tables.hpp"
#include "models/care/care_event.hpp"
#include "models/care/counted.hpp"
#include "models/care/draws.hpp"
#include "models/care/life_accounts.hpp"
#include "models/care/medications.hpp"
#include "models/care/newcomers.hpp"
#include "models/care/person.hpp"
#include "models/care/person_recorder.hpp"
#include "models/care/place_pools.hpp"
#include "models/care/place_reserves.hpp"
#include "models/care/ring_search.hpp"
#include "models/care/second_places.hpp"
#include "models/care/service_recorder.hpp"
#include "models/care/simulate.hpp"
#include "models/care/staff_hours.hpp"
#include "models/care/start_groups.hpp"
#include "models/care/state_recorder.hpp"
#include "models/care/state_traits.hpp"
#include "models/care/tracks.hpp"
#include "models/care/wait_for_graph.hpp"
#include "models/happening.hpp"
#include "models/model.hpp"
#include "sim/event_queue.hpp"
#include "sim/slab.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::models {

/// The rules of care: who moves where and when. One replication at a time; memory is reused.
///
/// People are slots of a slab; what comes due are small events in one queue. A person has at most
/// one event that still counts, the one at `Person::due`; older ones are recognized and skipped.
///
/// What has data of its own is a class of its own; what is left are rules that call each other:
/// `care_system.cpp` has the run and its events, `stays.cpp` how stays begin and end,
/// `start.cpp` who is there when a run begins, `placement.cpp` the waiting lists, `holding.cpp`
/// holding, `rings.cpp` gridlock, `overtaking.cpp` the races that come after treatment or while
/// people wait outside, `medicated.cpp` what people are on, `trials.cpp` reviews and drug tests,
/// `list_length.cpp` what people do about the length of a list, `opening.cpp` levels that take
/// people up at some times only, `seats.cpp` tracks and closed groups, `bridging.cpp` and
/// `alongside.cpp` places beside the way, `services.cpp` what services know, `books.cpp` the check.
/// What nearly all events call is `gnu::hot`: side by side it fits into the cache.
class CareSystem {
 public:
  CareSystem(const Model& model, const BehaviorTables& tables);

  /// Runs one replication, or nothing if `stop` said so before its end. All three may be null.
  [[nodiscard]] [[gnu::hot]] std::optional<Observations> run(std::uint32_t replication,
                                                             const HappeningLog* log,
                                                             const StorySink* stories,
                                                             const StopQuestion* stop);

  /// Lets the next replication write into the memory of `spent`.
  void reuse(Observations&& spent);

  /// What a replication will take by the forecast of its load.
  [[nodiscard]] MemoryForecast memory() const;

  /// Goes through everybody inside: each asks for what goes with what they do, and places, lines
  /// and holds count the same people. For tests, at any happening; too slow to do all the time.
  /// @throws sim::ContractViolation when something does not fit.
  void check_books() const;

 private:
  using Slot = std::uint32_t;

  // books.cpp
  void check_second_places(Slot slot, std::vector<Counted>& pools, WaitForGraph& holds) const;
  [[nodiscard]] bool may_have_second(const Person& person, StateId level, bool has) const;

  // care_system.cpp; `inline` where it pays, some 4 % (each is used in one file only)
  void reset(std::uint32_t replication);
  [[gnu::hot]] void fetch(std::span<const sim::Event> coming) const;
  inline void handle(const sim::Event& event);
  inline void end_of_phase(Slot slot, Person& person);
  inline void arrive(std::uint16_t source);
  [[gnu::hot]] void refer_one(std::uint16_t source);
  inline void schedule_arrival(std::uint16_t source);
  void schedule_change(std::uint32_t level);
  void change_places(std::uint32_t level);
  void begin_period(std::uint32_t period);
  [[nodiscard]] bool goes_on();
  [[noreturn]] [[gnu::cold]] void reach_limit(const char* what) const;
  /// The next move of `person`, which names its draws, begins.
  void count_move(Person& person) const {
    if (++person.visit == sim::step_limit) [[unlikely]]
      reach_limit("one person moves more than 16 million times, in next to no time,");
  }
  void finish();
  [[gnu::noinline]] void tell_log(const Person& person,
                                  HappeningKind kind,
                                  StateId state,
                                  int reason) const;
  void tell(const Person& person, HappeningKind kind, StateId state, int reason = -1) {
    if (log_ != nullptr) tell_log(person, kind, state, reason);
  }

  // opening.cpp
  void schedule_opening(std::uint32_t gate, Ticks from);
  void change_admission(std::uint32_t period);
  void change_discharge(const std::vector<StateModel>& before);
  void open_gate(std::uint32_t gate);
  [[nodiscard]] int waiting_at(std::size_t gate) const;
  void end_start(std::uint32_t gate);

  // seats.cpp
  void give_seat(Person& person);
  void give_seat_in(std::size_t track, Person& person);
  void sit_down(const Person& person);
  [[gnu::noinline]] void leave_seat(const Person& person);
  [[gnu::noinline]] void give_seat_back(StateId level, std::uint16_t seat);
  void track_changed(std::size_t track);
  void track_places_change(StateId level);
  void block(std::size_t gate, int places);
  void groups_run(std::size_t gate);
  [[nodiscard]] std::uint16_t group_left_by(Slot slot) const;
  void swap_groups();
  void take_over_group(const Person& person);

  // stays.cpp
  [[gnu::hot]] void end_of_stay(Slot slot, Person& person);
  void end_of_transfer(Slot slot, Person& person);
  void begin_transfer(Slot slot, Person& person);
  inline void be_discharged(Slot slot, Person& person);
  [[gnu::noinline]] void await_discharge(Slot slot, Person& person, Ticks hour);
  void hour_of_discharge(Slot slot, Person& person);
  void end_wait_for_discharge(Person& person);
  inline void become_ready(Slot slot, Person& person);
  [[gnu::hot]] void move_towards(Slot slot, Person& person, StateId target);
  inline void begin_move(Slot slot, Person& person);
  void move(Slot slot, Person& person);
  /// `full`: as `full_`; most runs do without what that stands for, and their moves without asking.
  template <bool full>
  [[gnu::noinline, gnu::flatten, gnu::hot]] void move_if(bool asks, Slot slot, Person& person);
  /// Adds the stay whose treatment has ended to what effects may ask about. This comes before the
  /// next place is asked for, as the exit can decide how one waits for it; the place may be kept
  /// longer, and the stay may then end by another exit.
  void remember(Person& person) const {
    History& history = person.history;
    if (person.exit.kind == ReasonKind::Relapse) count_up(history.relapses);
    if (!person.in_treatment) return;
    history.last_exit = static_cast<std::uint16_t>(person.exit.reason);
    if (person.is_remembered) return;
    person.is_remembered = true;
    history.time_in_care += person.ready_at - person.since;
    history.last_level = static_cast<std::uint16_t>(person.state);
    const BehaviorEntry& behavior = tables_.behaviors[person.behavior];
    if (behavior.attendance != no_table) history.attended = attended_share(person, behavior);
  }
  [[nodiscard]] sim::Block race_words(const Person& person, const RaceEntry& race) const {
    return draws_.of_visit(person, person.stay_visit, Draw::Race, race.stream);
  }
  [[nodiscard]] Ticks race_clock(Slot slot, const Person& person, std::uint32_t number) const;
  template <bool full = true>
  void leave(Slot slot, Person& person);
  [[gnu::noinline]] void leave_unlike_place(Slot slot, const Person& person);
  [[gnu::noinline]] void come_to_unlike_place(Slot slot, const Person& person);
  template <bool full = true>
  void enter(Slot slot, Person& person);
  template <bool full>
  void admit(Slot slot, Person& person);
  [[nodiscard]] [[gnu::noinline]] std::uint32_t attended_share(const Person& person,
                                                               const BehaviorEntry& behavior,
                                                               std::uint32_t stream = 0) const;
  template <bool full>
  void stay(Slot slot, Person& person, const sim::Block& words);
  [[gnu::noinline, gnu::hot]] void leave_for_good(Slot slot, Person& person);
  void schedule(Slot slot, Person& person, CareEventKind kind, Ticks time);
  /// The behavior that says what this person, with this history, does in `state`.
  [[nodiscard]] std::uint32_t behavior_of(StateId state, const Person& person) const {
    const bool asks = period_->states[index_of(state)].tests > 0;
    const auto mask = asks ? history_mask(model_.state(state).tests, person.history) : 0;
    return period_->behavior_number(state, person.who, mask);
  }

  // overtaking.cpp
  template <class ClockOf>
  [[nodiscard]] Ticks first_overtaker(
      Person& person, Range races, Ticks after, Ticks before, const ClockOf& clock_of) const;
  [[nodiscard]] Ticks first_race(Slot slot, Person& person, Ticks time) const;
  void schedule_while_kept(Slot slot, Person& person, CareEventKind kind, Ticks time);
  void overtake(Slot slot, Person& person);
  void withdraw(Slot slot, Person& person);
  [[nodiscard]] Ticks first_risk(Slot slot, Person& person, const OutsideWait& wait) const;
  void leave_list(Slot slot, Person& person);

  // medicated.cpp
  [[nodiscard]] [[gnu::noinline]] Ticks medicated_clock(Slot slot,
                                                        const Person& person,
                                                        std::uint32_t number,
                                                        std::uint64_t bits) const;
  [[gnu::noinline]] void come_medicated(Slot slot, Person& person, StateId state);
  [[gnu::noinline]] void enter_medicated(Slot slot, Person& person);
  [[gnu::noinline]] void leave_medicated(Slot slot, const Person& person);
  void log_medications(Slot slot, const Person& person, StateId state);
  void tell_medications(Slot slot, const Person& person, StateId state);
  void medication_changes(Slot slot, std::uint32_t number);
  /// Lets the person's history say what they are on now.
  void look_at_medications(Slot slot, Person& person) const {
    if (medications_.in_use()) [[unlikely]]
      medications_.look(slot, person, now_);
  }

  // trials.cpp
  [[gnu::noinline]] void note_trials(Slot slot, const Person& person, Ticks until);
  void note_renewals(const Person& person, Ticks until);
  void note_drug_tests(Slot slot, const Person& person, Ticks until);
  [[nodiscard]] const StateModel& state_of_stay(const Person& person) const;

  // services.cpp
  void note_services_beside(const Person& person, StateId level, Ticks since, Ticks until);
  [[nodiscard]] ServiceRecorder::Visit service_visit(const Person& person) const;

  // start.cpp
  void begin();
  void gather(const StartCrowd& crowd, std::size_t number);
  [[nodiscard]] Slot introduce_at_start(std::uint32_t index);
  void put_into_place(Slot slot, StateId state, std::size_t number, std::optional<double> days);
  [[nodiscard]] std::optional<std::size_t> gate_at_start(const Person& person) const;
  void take_seat_at_start(Person& person, std::size_t gate);
  void close_groups_at_start();
  void resume_stay(Slot slot, Person& person, std::uint32_t behavior_number);
  [[nodiscard]] const SplitEntry& split_after(const Person& person, Ticks elapsed, double u) const;
  void put_on_list(Slot slot, StateId level, std::size_t number, Ticks waited);

  // books.cpp
  void count_seat(const Person& person,
                  StateId level,
                  std::uint16_t seat,
                  std::vector<int>& seats) const;
  [[nodiscard]] int blocked_in(StateId state) const;

  // placement.cpp
  /// Whether `person` may take a place of `level` now: one is free, and the level takes people up.
  [[nodiscard]] bool may_take(StateId level, const Person& person) const {
    return (pools_.places(level).has_free() || has_hours_for(level, person)) &&
           gates_.is_open(level, now_) &&
           reserves_.may_take(
               level, {person.who, waiting_class(person, level)}, pools_.places(level)) &&
           tracks_.may_take(level, person.who, now_);
  }
  /// Whether a move to `person.target` is to another level that draws on the same places: the
  /// person keeps the place.
  [[nodiscard]] bool keeps_place(const Person& person) const {
    return keeps_place_in(person.target, person);
  }
  [[nodiscard]] bool keeps_place_in(StateId level, const Person& person) const;
  /// Has noted that the places on which a level draws have changed, for all levels that do.
  void places_changed(StateId level) {
    state_recorder_.places_changed(level, now_, pools_.places(level));
    tell_sharers(level);
  }
  /// The same for the others, where it is noted for this one.
  void tell_sharers(StateId level) {
    if (pools_.of(level).is_shared) [[unlikely]]
      tell_all_sharers(level);
  }
  [[gnu::noinline]] void tell_all_sharers(StateId level);
  [[nodiscard]] bool has_hours_for(StateId level, const Person& person) const;
  [[nodiscard]] bool may_be_admitted(StateId level) const;
  void begin_hours(std::uint32_t period);
  void end_keeping(Slot slot, const Person& person);
  [[gnu::noinline]] void begin_turnaround(const Person& person);
  void make_ready(const Person& person, StateId level, const sim::Block& luck);
  void place_is_ready(std::uint32_t level);
  void ask(Slot slot, Person& person);
  template <bool full>
  [[nodiscard]] bool gets_place_at_once(Slot slot, Person& person);
  [[gnu::noinline, gnu::hot]] void stand_in_line(Slot slot, Person& person);
  [[gnu::hot]] void join_line(Slot slot, Person& person);
  [[gnu::noinline]] void note_referral(Slot slot, const Person& person);
  [[gnu::hot]] void end_request(Slot slot, Person& person, Request next = Request::None);
  [[gnu::hot]] void settle();
  [[gnu::hot]] void offer_free_places();
  [[gnu::noinline]] void look_at_opened_levels();
  void offer(Slot slot, Person& person);
  [[nodiscard]] bool is_list_full(const Person& person) const;
  void turn_away(Slot slot, Person& person);
  void be_refused(Person& person, Refusal how, Counter counter, HappeningKind kind);
  void go_elsewhere(Slot slot, Person& person, StateId next);
  void join_list(const Person& person);
  [[gnu::hot]] void wait_outside(Slot slot, Person& person);
  [[gnu::hot]] void be_patient(Slot slot, Person& person, Ticks waited);
  void await_end_of_wait(Slot slot, Person& person, const OutsideWait& wait);
  void give_up(Slot slot, Person& person);
  void watch_wait(Slot slot, const Person& person);
  void wait_grows(Person& person);
  [[nodiscard]] unsigned rank_of(const Person& person) const;
  [[nodiscard]] History history_of_request(const Person& person) const;
  [[nodiscard]] bool more_comes_before_placement();
  [[nodiscard]] [[gnu::hot]] std::uint32_t request_behavior(const Person& person) const;
  [[nodiscard]] WaitingClass waiting_class(const Person& person, StateId level) const;
  /// Whoever has asked for the place of which this is the request.
  [[nodiscard]] static Asker asker_of(const Person& person);

  // list_length.cpp
  [[nodiscard]] bool balks(const Person& person) const;
  void balk(Slot slot, Person& person);
  [[nodiscard]] bool redirect_some();
  [[nodiscard]] std::optional<StateId> better_level(const Person& person) const;

  // holding.cpp
  [[nodiscard]] bool may_hold(const Person& person) const;
  [[nodiscard]] bool has_ever_places(StateId level) const;
  [[nodiscard]] bool send_out_those_who_do_not_hold();
  void begin_hold(Slot slot, Person& person);
  void hold_ends(Slot slot, Person& person);

  // rings.cpp
  [[nodiscard]] bool swap_a_ring();
  [[nodiscard]] bool is_held_in(Slot slot, PoolId pool) const;
  [[nodiscard]] bool gather_movers(std::span<const PoolId> ring);
  [[nodiscard]] RingSearch::Mover mover_at(Slot slot) const;
  [[nodiscard]] bool find_movers_past_reserves(PoolId from, PoolId to);
  void swap_movers();

  // bridging.cpp
  [[gnu::noinline]] void ask_for_bridge(Slot slot, const Person& person, const OutsideWait& wait);
  [[gnu::noinline]] void offer_second_places();
  void take_second_place(Slot slot, Person& person, StateId level);
  void leave_second_place(
      Slot slot, const Person& person, StateId level, Beside kind, std::uint32_t stream);
  void stretch_patience(Slot slot, Person& person);
  [[gnu::noinline]] void end_bridge(Slot slot, Person& person);
  [[nodiscard]] [[gnu::noinline]] Ticks after_bridge(Slot slot,
                                                     const Person& person,
                                                     Ticks time) const;

  // alongside.cpp
  [[gnu::noinline]] void come_with_second_places(Slot slot, Person& person);
  void ask_alongside(Slot slot, const Person& person);
  void stop_asking_alongside(Slot slot, const Person& person, StateId level);
  [[gnu::noinline]] void leave_second_places(Slot slot, const Person& person);
  void decide_about_those_asking();
  void tell_second_places(Slot slot, const Person& person);
  /// A state as it is in the present period; only what may change on a date is otherwise than in
  /// `model_`.
  [[nodiscard]] const StateModel& state_now(StateId state) const {
    return states_now_[index_of(state)];
  }

  const Model& model_;
  const BehaviorTables& tables_;
  const PeriodTables* period_ = nullptr;    ///< of the present period
  const StateModel* states_now_ = nullptr;  ///< by state, likewise
  const HappeningLog* log_ = nullptr;
  const StopQuestion* stop_ = nullptr;

  Ticks horizon_;
  Ticks window_from_;
  Ticks episode_gap_;
  std::uint32_t replication_ = 0;
  Ticks now_{};
  int until_look_ = 0;  ///< events before the next look at what ends a run early
  sim::EventQueue queue_;
  sim::Slab<Person> people_;
  Person newcomer_;  ///< as everybody begins; copied, which beats clearing
  Draws draws_;
  Newcomers newcomers_;
  std::vector<StateTraits> traits_;
  std::vector<Site> sites_;  ///< by state
  PlacePools pools_;
  StaffHours hours_;
  PlaceReserves reserves_;
  bool is_swapping_ = false;  ///< people move in a ring, each into the place of another
  AdmissionGates gates_;
  Tracks tracks_;
  StartGroups start_groups_;
  std::vector<std::uint32_t> changes_done_;  ///< by level
  /// By slot: when people were referred, or asked to come back to care; where a line asks for it.
  std::vector<Ticks> referred_at_;
  bool keeps_referrals_;
  bool looks_around_;  ///< some levels have others that are asked instead
  bool has_trials_;    ///< reviews, drug tests or authorized days, anywhere
  bool lends_places_;  ///< somebody can have a second place
  bool full_ = true;   ///< any of these, a log, medications, or accounts of lives
  SecondPlaces seconds_;

  std::vector<StateId> opened_;  ///< in this instant, with shared places or tracks
  std::vector<Slot> asking_;     ///< asked in this instant, in order
  WaitForGraph holds_;           ///< between pools, of those who keep a place for want of the next
  std::vector<Slot> movers_;
  RingSearch ring_search_;

  Medications medications_;
  StateRecorder state_recorder_;
  ServiceRecorder services_;
  PersonRecorder person_recorder_;
  LifeAccounts accounts_;
};

}  // namespace stepdown::models
