#pragma once

#include "models/care/behavior_tables.hpp"
#include "models/care/draws.hpp"
#include "models/care/person.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace stepdown::models {

/// Who is on which medication, from when until when, by slot. Nothing is kept, and nothing done,
/// for models without medications.
///
/// Both ends of a course are known when it is begun, so that none is an event: somebody is on it at
/// t when from <= t < until. What they do then has another behavior, the bits of which for
/// medications are those of the moment. Split exits, attendance, patience and priority have the
/// behavior of the moment at which they are drawn; races follow it while it lasts: with Lambda_k
/// the integrated hazard of a race under behavior k, over the time since it began, a race survives
/// each part [a, b) under k with probability exp(Lambda_k(a) - Lambda_k(b)). A time ratio f and a
/// hazard ratio h make that h (H(a / f) - H(b / f)), whatever was before.
class Medications {
 public:
  using Slot = std::uint32_t;

  /// Somebody in a state, or waiting for it, with exits that race since then.
  struct Racing {
    Slot slot = 0;
    StateId state{};
    std::uint32_t behavior = 0;  ///< at any moment of it
    Ticks since{};
    bool is_waiting = false;
  };

  /// A course; who has none has one that never begins.
  struct Course {
    Ticks from = sim::never;
    Ticks until = sim::never;
    bool is_begin_told = false;  ///< these three: to a log
    bool is_stop_told = false;
    bool is_announced = false;

    [[nodiscard]] bool is_on(Ticks now) const { return from <= now && now < until; }
  };

  Medications(const Model& model, const BehaviorTables& tables);

  [[nodiscard]] bool in_use() const { return count_ > 0; }
  [[nodiscard]] std::size_t bytes_a_person() const { return count_ * sizeof(Course); }
  void reset();
  /// What begins from now on has the numbers of that period.
  void begin_period(std::size_t period) { now_ = &model_.medications_in(period); }

  /// Somebody arrives, or is there at the start; their class is known.
  void arrives(Slot slot, Person& person, const Draws& draws, Ticks now);
  /// They have come to `person.state`.
  void enters(Slot slot, Person& person, const Draws& draws, Ticks now);
  /// They leave `person.state`, where they have been since `person.since`. What was to begin there
  /// does not.
  void leaves(Slot slot, const Person& person, Ticks now);
  void leaves_for_good(Slot slot, const Person& person, Ticks now);
  void still_inside(Slot slot, const Person& person);
  /// Lets the person's history say what they are on now.
  void look(Slot slot, Person& person, Ticks now) const;

  [[nodiscard]] const Course& course(Slot slot, std::size_t medication) const {
    return courses_[slot * count_ + medication];
  }
  [[nodiscard]] Course& course(Slot slot, std::size_t medication) {
    return courses_[slot * count_ + medication];
  }

  /// Whether what is done there, or while waiting for it, depends on medications.
  [[nodiscard]] bool matter_in(StateId state) const {
    return in_use() && !tests_[index_of(state)].empty();
  }
  /// The behavior at that moment of somebody who behaves so at another one.
  [[nodiscard]] std::uint32_t behavior_at(Slot slot,
                                          StateId state,
                                          std::uint32_t behavior,
                                          Ticks moment) const;
  /// The time since `racing.since`, beyond `elapsed`, at which the race comes that is number
  /// `index` of every behavior there, by 64 random bits.
  [[nodiscard]] Ticks clock(const Racing& racing,
                            std::uint32_t index,
                            Ticks elapsed,
                            std::uint64_t bits) const;
  /// Calls `part(behavior, from, until)` for each part of [from, until) with one behavior.
  template <class Part>
  void for_each_part(const Racing& racing, Ticks from, Ticks until, const Part& part) const {
    while (from < until) {
      const Ticks end = std::min(until, next_change(racing.slot, racing.state, from));
      part(behavior_at(racing.slot, racing.state, racing.behavior, from), from, end);
      from = end;
    }
  }

  /// Puts what was seen to what was seen of everybody, and of the groups.
  void tell(Observations& all);

 private:
  /// A test of a state: which bit of a behavior's number says who is on which medication.
  struct Test {
    std::uint32_t bit = 0;
    std::size_t medication = 0;
  };

  /// A course begins at `from`, if nothing comes between.
  void begin(Slot slot,
             std::size_t medication,
             const Person& person,
             std::uint32_t visit,
             const Draws& draws,
             Ticks from);
  /// The first moment after `moment` at which the behavior there may change.
  [[nodiscard]] Ticks next_change(Slot slot, StateId state, Ticks moment) const;
  [[nodiscard]] const RaceEntry& race(const Racing& racing,
                                      std::uint32_t index,
                                      Ticks moment) const;
  /// The course is over, or seen no more: the person left for good, or it is the horizon.
  void close(Slot slot, std::size_t medication, ClassId who, Ticks end);
  void note_begun(const Course& course, Ticks end, MedicationObservations& seen) const;
  /// Notes it of everybody, and of the groups to which people of that class belong.
  template <class Note>
  void each(std::size_t medication, ClassId who, const Note& note) {
    note(seen_[medication]);
    for (std::size_t i = 0; i < groups_a_person_; ++i) {
      const std::size_t group = groups_of_class_[index_of(who) * groups_a_person_ + i];
      note(seen_[(1 + group) * count_ + medication]);
    }
  }
  [[nodiscard]] Ticks in_window(Ticks from, Ticks until) const {
    return std::max(std::min(until, horizon_) - std::max(from, from_), Ticks::zero());
  }

  const Model& model_;
  const BehaviorTables& tables_;
  std::size_t count_;
  Ticks from_;
  Ticks horizon_;
  const std::vector<MedicationModel>* now_ = nullptr;  ///< of the present period
  std::vector<std::vector<Test>> tests_;               ///< by state
  std::vector<Course> courses_;                        ///< [slot * medications + medication]
  std::size_t groups_a_person_;                        ///< one for each attribute of `report_by`
  std::size_t group_count_;                            ///< of `Observations::groups`
  std::vector<std::uint32_t> groups_of_class_;         ///< by class, then attribute
  std::vector<MedicationObservations> seen_;  ///< by medication: of everybody, then group by group
};

}  // namespace stepdown::models
