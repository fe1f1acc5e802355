#pragma once

#include "models/care/death_hazards.hpp"
#include "models/care/medications.hpp"
#include "models/care/person.hpp"
#include "models/care/state_traits.hpp"
#include "models/model.hpp"
#include "models/outcome_observations.hpp"
#include "sim/prefetch.hpp"

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace stepdown::models {

using StorySink = std::function<void(const PersonStory&)>;

/// Follows each person inside and folds what became of them into `OutcomeObservations` as it
/// happens. Keeps one small record a person, by slot; nothing of those who left for good.
///
/// Calls come in order of time. `Person` and its history are given as they were before the change
/// that is told, unless a function says otherwise.
class PersonRecorder {
 public:
  using Slot = std::uint32_t;

  PersonRecorder(const Model& model, const Medications& medications);

  /// `stories` may be null; otherwise it is told each person's story when it ends.
  void reset(const StorySink* stories);
  [[nodiscard]] std::size_t bytes_a_person() const {
    return sizeof(Followed) + levels_ * sizeof(Ticks);
  }
  /// Makes room for so many people at once.
  void reserve(std::size_t people) {
    followed_.reserve(people);
    clocks_.reserve(people * levels_);
  }
  /// Lets the next replication write into the memory of `spent`.
  void reuse(OutcomeObservations&& spent) { outcomes_ = std::move(spent); }

  /// Asks for the record of `slot` to be brought into the cache.
  void prefetch(Slot slot) const {
    sim::prefetch(followed_.data() + slot);
    sim::prefetch(clocks_.data() + slot * levels_, levels_);
  }

  void referred(Slot slot, const Person& person, Ticks now);
  /// Somebody is there at the start, or waits then.
  void there_at_start(Slot slot, const Person& person);
  /// The person has taken a place of a level. History says how the last stay ended.
  void admitted(Slot slot, const Person& person, bool begins_episode, Ticks now);
  /// The stay in `person.state` is over; the person has not left yet. History says how it ended.
  [[gnu::hot]] void stay_ended(Slot slot, const Person& person, Ticks now);
  /// The person enters a community state, an assessment or an outcome, `person.state` still being
  /// the last one.
  void entered_outside_care(Slot slot, const Person& person, StateId state, Ticks now);
  void began_waiting_outside(Slot slot, Ticks now);
  /// No longer waits outside for `person.target`, for whatever reason.
  void stopped_waiting_outside(Slot slot, const Person& person, Ticks now);
  /// Has stopped waiting outside by an exit of waiting, to go to `next`.
  void left_list(Slot slot, const Person& person, const ExitTaken& by, StateId next, Ticks now);
  /// The person, with or without an admission so far, has a bridge, or is about to be admitted.
  void found_place(Slot slot, Ticks now);
  /// The person is in the outcome `person.state` now.
  [[gnu::hot]] void left_for_good(Slot slot, const Person& person, Ticks now);
  /// The person is still inside at the horizon.
  void still_inside(Slot slot, const Person& person);

  /// Whether the death of that person has been told.
  [[nodiscard]] bool is_dead(Slot slot) const { return followed_[slot].is_dead; }

  [[nodiscard]] OutcomeObservations take() {
    for (OutcomeCell& cell : outcomes_.cells) {
      for (const ClockCounts& from : cell.readmission_from)
        cell.every_readmission.add(from);
      settle(cell);
    }
    outcomes_.cells.resize(cells_);
    return std::move(outcomes_);
  }

 private:
  struct alignas(64) Followed {
    Ticks origin{};            ///< index admission; before it, the referral
    Ticks waits_since{};       ///< while waiting outside
    std::uint64_t clocks = 0;  ///< bit i: the clock of the discharge from level i runs
    Ticks in_care{};           ///< these three: within a year of the index admission
    Ticks waiting{};
    Ticks in_gaps{};
    std::uint16_t stays = 0;
    std::uint16_t episodes = 0;
    std::uint16_t status = 0;
    std::uint16_t status_from = 0;  ///< first day since the index admission that it is counted
    std::uint16_t index_level = 0;  ///< of the index discharge
    std::uint16_t cell = 0;
    bool has_index : 1 = false;
    bool was_treated : 1 = false;      ///< has ever been admitted
    bool referral_counts : 1 = false;  ///< referred in the window
    bool retention_runs : 1 = false;
    bool episode_runs : 1 = false;  ///< of the index episode
    bool ends_planned : 1 = false;  ///< last stay ended in a planned way that leads out of care
    bool link_runs : 1 = false;
    bool relapse_runs : 1 = false;  ///< of the last discharge
    bool index_relapse_runs : 1 = false;
    bool index_readmission_runs : 1 = false;
    bool recovers : 1 = false;     ///< the last stay ended by a recovery, straight to an outcome
    bool found_place : 1 = false;  ///< a bridge, before any admission, or a place; see there
    bool is_dead : 1 = false;      ///< their death was seen
  };
  static_assert(sizeof(Followed) == 64, "a cache line");

  [[nodiscard]] OutcomeCell& cell(const Followed& followed) {
    return outcomes_.cells[followed.cell];
  }
  [[gnu::hot]] Followed& begin(Slot slot, const Person& person, Ticks now);
  void count_death(Followed& followed, bool was_expected, Ticks now);
  void set_status(Followed& followed, std::uint16_t status, Ticks now);
  [[gnu::hot]] void count_status(Followed& followed, std::uint16_t until);
  [[gnu::hot]] void end_episode(Followed& followed, const Person& person, Ticks now);
  /// How a clock ends: one of the three functions of `ClockCounts`.
  using ClockEnd = void (ClockCounts::*)(Ticks);
  /// Ends the clocks of discharges from these levels (bit i: level i), all of which run.
  template <ClockEnd how>
  void end_readmission_clocks(Slot slot, Followed& followed, std::uint64_t levels, Ticks now);
  template <ClockEnd how>
  void end_clocks(Slot slot, Followed& followed, const Person& person, Ticks now);
  /// When the person last left care for outside care. @pre its relapse clock runs: no admission
  /// since, so that this is still the level of the last stay in one.
  [[nodiscard]] Ticks discharged_at(Slot slot, const Person& person) const {
    return clocks_[slot * levels_ + person.history.last_level];
  }
  /// Time since the index discharge. @pre one of its clocks runs: no admission to its level since,
  /// so that it is the last discharge from there.
  [[nodiscard]] Ticks since_index_discharge(Slot slot, const Followed& followed, Ticks now) const {
    return now - clocks_[slot * levels_ + followed.index_level];
  }
  [[gnu::hot]] void fold_year(Followed& followed);
  [[nodiscard]] static Ticks within_year(const Followed& followed, Ticks since, Ticks now);
  // person_hazards.cpp
  void face_death(Slot slot, const Person& person, Ticks now) {
    if (hazards_.in_use() && hazards_.any(person.behavior)) face_hazards(slot, person, now);
  }
  [[gnu::noinline]] void face_hazards(Slot slot, const Person& person, Ticks now);
  void face_risks(Slot slot, const Person& person, Ticks now);
  void add_faced(const DeathHazards& hazards,
                 const Medications::Racing& racing,
                 const Faced& faced,
                 double& expected) const;

  void count_relapse(Slot slot, Followed& followed, const Person& person, Ticks now);
  void tell_story(Slot slot, const Person& person, Ticks now, bool is_inside);

  const Model* model_;
  Ticks from_;
  Ticks horizon_;
  Ticks episode_gap_;
  std::size_t levels_;
  std::uint16_t waiting_status_;
  bool counts_relapses_;  ///< otherwise none is seen, and no clock waits for one
  std::vector<std::uint16_t> cell_of_class_;
  std::vector<StateTraits> traits_;
  std::size_t cells_;
  const Medications* medications_;
  DeathHazards hazards_;
  DeathHazards risks_;  ///< of those who wait outside
  std::vector<Followed> followed_;
  std::vector<Ticks> clocks_;  ///< [slot * levels + level]: last discharge from there
  OutcomeObservations blank_;  ///< what every replication begins with
  OutcomeObservations outcomes_;
  const StorySink* stories_ = nullptr;
  std::vector<PersonStory> story_;  ///< by slot, when asked for
};

}  // namespace stepdown::models
