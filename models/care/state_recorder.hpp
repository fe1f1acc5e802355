#pragma once

#include "models/care/person.hpp"
#include "models/care/track_recorder.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"
#include "sim/places.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace stepdown::models {

/// Reduces what happens to `Observations` while it happens. Knows the window; the rules of care do
/// not. Calls come in order of time, before the horizon; `advance` is the first at each moment, but
/// for the state at the start.
class StateRecorder {
 public:
  explicit StateRecorder(const Model& model);

  void reset(std::uint32_t replication);
  /// Time has come to `now`, and nothing has happened yet: writes down the counts of every midnight
  /// up to and including it, and of every full hour where the model follows the week.
  void advance(Ticks now) {
    if (now >= next_look_) look(now);
  }
  /// Numbers are those of that period from now on. Before anything else happens in this moment.
  void begin_period(std::size_t period, Ticks now);
  /// Lets the next replication write into the memory of `spent`.
  void reuse(Observations&& spent) { observations_ = std::move(spent); }

  void arrived(const Person& person, Ticks now) {
    ++observations_.events;
    each(person, [&](Observations& all) {
      ++all.people;
      SourceObservations& o = all.sources[person.source];
      ++o.arrivals_whole_run;
      if (now >= from_) ++o.arrivals;
    });
  }

  /// Somebody is there at the start: in `person.state`, which has these places then, ...
  void present_at_start(const Person& person, const sim::Places& places);
  /// ... or on the list of `person.target`.
  void waiting_at_start(const Person& person);

  /// `person` has come to the outcome `person.state` from `origin` (`no_state`: from their arrival
  /// source), or from where they were refused since.
  void ended_up(StateId origin, const Person& person, Ticks now) {
    each(person, [&](Observations& all) {
      ++all.states[index_of(person.state)].entered;
      if (now >= from_) note_move(all, origin, person);
    });
  }

  /// These are the places of `state` now; call after every change that nobody's coming or going
  /// makes.
  void places_changed(StateId state, Ticks now, const sim::Places& places) {
    if (varies_[index_of(state)] != 0) close_interval(index_of(state), now, places);
  }

  /// How long `level`, if it has a gate, has had no free place for people of that class until now,
  /// over the whole run.
  [[nodiscard]] Ticks full_until(StateId level, ClassId who, Ticks now) const {
    if (has_gate_[index_of(level)] == 0) return Ticks::zero();
    if (!model_->state(level).tracks.empty()) return tracks_.full_until(level, who, now);
    return open_[index_of(level)].full_until(now);
  }

  /// Is told what happens in tracks.
  [[nodiscard]] TrackRecorder& tracks() { return tracks_; }

  /// A start of a cohort is over.
  void started(StateId level, Ticks now, const CohortStart& start) {
    if (now >= from_) observations_.states[index_of(level)].starts.push_back(start);
  }
  /// So many closed groups of `level` have members from now on.
  void groups_run(StateId level, Ticks now, int groups);

  /// The same of a state where `person` stays from now on, which has these places then; of a level
  /// `person` has just been admitted to it.
  void entered(StateId origin, const Person& person, Ticks now, const sim::Places& places) {
    places_changed(person.state, now, places);
    each(person, [&](Observations& all) {
      StateObservations& o = all.states[index_of(person.state)];
      ++o.entered;
      o[Headcount::Census].change(now, 1);
      if (now < from_) return;
      note_move(all, origin, person);
      if (index_of(person.state) < level_count_) note_admission(o, origin, person, now);
    });
  }

  /// So far: arrivals, ends of stays and admissions from lists.
  [[nodiscard]] std::uint64_t events() const { return observations_.events; }
  void admitted_from_list() { ++observations_.events; }

  /// It has happened once more in `state`, to `person`.
  void count(const Person& person, Counter counter, StateId state, Ticks now) {
    each(person, [&](Observations& all) {
      all.states[index_of(state)][counter] += static_cast<std::int64_t>(now >= from_);
    });
  }

  /// So many times more, all in the window.
  void count_many(const Person& person, Counter counter, StateId state, std::int64_t times) {
    each(person, [&](Observations& all) { all.states[index_of(state)][counter] += times; });
  }

  /// `person` asks for `person.target` and gets no place at once (`by` 1), or gets one after that
  /// (-1). Requests of those who get one at once are as many as their moves, see `finish`.
  [[gnu::noinline, gnu::hot]] void asked_in_vain(const Person& person, Ticks now, int by);

  /// `person` has to wait for `person.target`, on its list.
  [[gnu::noinline]] void delayed(const Person& person, Ticks now);

  /// A time of this length is over for `person` in `state`.
  void timed(const Person& person, Length length, StateId state, Ticks now, Ticks time) {
    if (now < from_) return;
    each(person, [&](Observations& all) {
      all.states[index_of(state)][length].add_later(sim::to_days(time));
    });
  }

  /// So many people more in `state`, all like `person`; negative: fewer.
  void changed(const Person& person, Headcount headcount, StateId state, Ticks now, int by) {
    each(person,
         [&](Observations& all) { all.states[index_of(state)][headcount].change(now, by); });
  }

  /// The stay of `person` in `person.state` is over, which has these places then.
  void left(const Person& person, Ticks now, const sim::Places& places) {
    places_changed(person.state, now, places);
    each(person, [&](Observations& all) {
      StateObservations& o = all.states[index_of(person.state)];
      o[Headcount::Census].change(now, -1);
      ++o.left;
      if (now < from_) return;
      const Ticks stay = now - person.since;
      // `finish` adds all of each stay, of which this lies before the window.
      if (person.since < from_) o.clipped_stay_time += person.since - from_;
      o[Length::Stay].add_later(sim::to_days(stay));
      // What is neither is treatment, see `finish`; most stays have none of either.
      if (person.wait_from != person.ready_at) {
        o.stay_transfer +=
            person.wait_from - person.ready_at - person.held_before - person.to_discharge;
        o.stay_discharge += person.to_discharge;
        o.stay_held += person.held_before;
      }
      if (now != person.wait_from) o.stay_held += now - person.wait_from;
      o.exits[person.exit.index].add(stay);
    });
  }

  void ended_treatment() { ++observations_.events; }

  /// The transfer delay of `person` is over, or given up.
  void transferred(const Person& person, Ticks now);
  /// The wait of `person` for the hour of discharge is over, or given up.
  void awaited_discharge(const Person& person, Ticks now);
  void began_hold(const Person& person, Ticks now);
  void ended_hold(const Person& person, Ticks now);

  /// The place that `person` has just left in `level`, which has these places now, is made ready
  /// for so long.
  void turnaround(
      const Person& person, StateId level, Ticks now, Ticks time, const sim::Places& places);

  // Places beside the way, in second_place_record.cpp; they count for the census of their level.
  /// When something began and ended.
  struct BesideSpan {
    Ticks since{};
    Ticks now{};
  };
  void began_beside(
      const Person& person, Beside kind, StateId level, Ticks now, const sim::Places& places);
  void ended_beside(
      const Person& person, Beside kind, StateId level, BesideSpan span, const sim::Places& places);
  /// At the horizon.
  void still_beside(const Person& person, Beside kind, StateId level, Ticks since);
  /// `person` wants a place alongside ...
  void asked_beside(const Person& person, StateId level, Ticks now);
  /// ... gets none at once and begins (`by` 1) or ends (-1) to wait, ...
  void waiting_beside(const Person& person, StateId level, Ticks now, int by);
  /// ... or does not wait; ...
  void went_without(const Person& person, StateId level, Ticks now);
  /// ... or gets one.
  void waited_beside(const Person& person, StateId level, BesideSpan wait);

  /// Someone still inside at the horizon.
  void still_inside(const Person& person);
  /// The most people inside at once.
  void peak(std::size_t people) { observations_.peak_people_inside = people; }

  /// Closes the books at the horizon, checks them, and hands them over.
  /// @throws sim::ContractViolation when people or time have been lost or made up.
  [[nodiscard]] Observations finish(const std::vector<std::int64_t>& present);

 private:
  /// A level with changing or reserved places, since its last change.
  struct OpenPlaces {
    Ticks since{};
    int open = 0;
    int most = 0;  ///< that there have been; more are open only as people were there at the start
    bool is_full = false;
    Ticks full_before{};  ///< for so long in all, before the last change

    [[nodiscard]] Ticks full_until(Ticks now) const {
      return full_before + (is_full ? now - since : Ticks::zero());
    }
  };
  /// Closed groups of a level with members, since the last change.
  struct Groups {
    Ticks since{};
    int running = 0;
  };

  /// Notes what happens to `person`: among everybody, and in the groups that they belong to.
  template <class Note>
  void each(const Person& person, const Note& note) {
    note(observations_);
    for (std::size_t i = 0; i < groups_a_person_; ++i)
      note(observations_.groups[groups_of_class_[index_of(person.who) * groups_a_person_ + i]]);
  }

  void there_at_start(const Person& person);
  void note_move(Observations& all, StateId origin, const Person& person) const {
    const std::size_t to = index_of(person.state);
    if (person.refusal != Refusal::None) {
      note_move_after_refusal(all, origin, person);
    } else if (origin == no_state) {
      ++all.sources[person.source].flow_to[to];
    } else {
      StateObservations& left = all.states[index_of(origin)];
      ++left.flow_to[to];
      if (person.history.admissions == 0) ++left.never_treated_to[to];
    }
  }
  [[gnu::noinline]] void note_move_after_refusal(Observations& all,
                                                 StateId origin,
                                                 const Person& person) const;
  /// Most have not waited: `finish` counts them.
  void note_admission(StateObservations& o, StateId origin, const Person& person, Ticks now) const {
    const std::uint64_t never_there = ~person.history.visited >> index_of(person.state) & 1U;
    o[Counter::FirstVisits] += static_cast<std::int64_t>(never_there);
    if (now != person.wait_from) note_wait(o, origin, person, now - person.wait_from);
  }
  [[gnu::noinline, gnu::hot]] void note_wait(StateObservations& o,
                                             StateId origin,
                                             const Person& person,
                                             Ticks wait) const;
  [[gnu::noinline]] void look(Ticks now);
  void write_midnights(Ticks now);
  void write_hours(Ticks now);
  // span_record.cpp
  void end_span(Ticks now);
  void end_last_span();
  void note_open(Observations& all, const Person& person) const;
  void close(Observations& all) const;
  void close_waits(Observations& all, std::size_t level) const;
  void close_beside(Observations& all) const;
  void close_interval(std::size_t level, Ticks now, const sim::Places& places);
  void close_groups(std::size_t level);
  void audit(const Observations& all) const;
  void audit(const std::vector<std::int64_t>& present) const;
  [[nodiscard]] Ticks clipped(Ticks since, Ticks now) const {
    const Ticks start = since > from_ ? since : from_;
    return now > start ? now - start : Ticks::zero();
  }

  const Model* model_;
  Ticks from_;
  Ticks horizon_;
  std::size_t level_count_;
  int stride_;                          ///< days
  std::vector<std::uint8_t> varies_;    ///< by state: open places change or are reserved
  std::vector<std::uint8_t> has_gate_;  ///< by level
  Ticks next_look_{};                   ///< the first of those to be written down: ...
  Ticks next_midnight_{};               ///< ... a midnight, ...
  Ticks next_hour_{};                   ///< ... or a full hour, if these are
  int first_hour_of_week_;              ///< of the hour at which the run starts
  std::vector<Ticks> span_ends_;        ///< as `observed_spans`
  std::size_t spans_done_ = 0;
  std::vector<OpenPlaces> open_;
  std::vector<Groups> groups_;
  TrackRecorder tracks_;
  std::vector<Ticks> wait_targets_;             ///< by level; 0 where there is none
  std::size_t groups_a_person_;                 ///< one for each attribute of `report_by`
  std::vector<std::uint32_t> groups_of_class_;  ///< by class, then attribute: of `groups`
  std::int64_t outside_ = 0;                    ///< at the horizon: people who hold no place
  Observations blank_;                          ///< what every replication begins with
  Observations observations_;
};

}  // namespace stepdown::models
