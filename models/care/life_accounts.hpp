#pragma once

#include "models/care/person.hpp"
#include "models/care/second_places.hpp"
#include "models/model.hpp"
#include "models/outcome_observations.hpp"
#include "sim/time.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepdown::models {

/// What each person costs and gains in the same span of time from their arrival, by slot. Nothing
/// is kept, and nothing done, for models without economics.
///
/// Costs and utility are constant from one change to the next, of the state, of waiting outside or
/// of the places beside the state. A constant c over [a, b], in days from arrival, adds
/// c (exp(-r a) - exp(-r b)) / r, where exp(365 r) is 1 + the discount of a year; what is paid at a
/// moment t adds itself times exp(-r t). On a date from which on they are others, all change at
/// once. Whoever leaves for good keeps the utility of the outcome for the rest of the span, and
/// costs nothing more.
///
/// Those are followed who arrive in the window and whose whole span lies in it. People who are
/// there at the start have no arrival.
class LifeAccounts {
 public:
  using Slot = std::uint32_t;

  explicit LifeAccounts(const Model& model);

  [[nodiscard]] bool in_use() const { return economics_ != nullptr; }
  [[nodiscard]] std::size_t bytes_a_person() const { return in_use() ? sizeof(Account) : 0; }
  void reset();
  /// From now on money and utilities are those of that period.
  void begin_period(std::size_t period, Ticks now, const SecondPlaces& seconds);

  /// Somebody arrives; their class is known.
  void arrives(Slot slot, const Person& person, Ticks now);
  void is_there_at_start(Slot slot);
  /// They have come to `person.state`, which is no outcome.
  void enters(Slot slot, const Person& person, Ticks now);
  /// They begin to wait outside.
  void waits(Slot slot, const Person& person, Ticks now);
  /// They have a place of `level` beside their way, or no longer.
  void takes_beside(Slot slot, const Person& person, StateId level, Ticks now);
  void leaves_beside(Slot slot, const Person& person, StateId level, Ticks now);
  /// They have come to the outcome `person.state`, dead by the exit that led there or not.
  void leaves_for_good(Slot slot, const Person& person, bool is_dead, Ticks now);
  /// They are still inside at the horizon.
  void still_inside(Slot slot);

  /// Adds what was summed up to what became of people, cell by cell.
  void add_to(OutcomeObservations& outcomes) const;

 private:
  static constexpr std::uint16_t no_state = UINT16_MAX;

  struct Account {
    Ticks arrived{};
    Ticks changed{};  ///< the last time; all before is in the sums
    double cost = 0;  ///< discounted sums; these three
    double qalys = 0;
    double life_years = 0;
    double cost_a_day = 0;         ///< of the state
    double cost_beside_a_day = 0;  ///< of places beside it
    double utility = 0;
    std::uint16_t cell = 0;
    std::uint16_t who = 0;           ///< a ClassId
    std::uint16_t state = no_state;  ///< where they are; not while they wait outside
    bool is_followed = false;
  };

  void add_up(Account& account, Ticks now) const;
  void close(Account& account);
  void change_beside(Slot slot, double cost_a_day, Ticks now);

  [[nodiscard]] const StateEconomics& now_in(StateId state) const {
    return (*states_)[index_of(state)];
  }

  const EconomicsModel* economics_;
  const std::vector<StateEconomics>* states_ = nullptr;  ///< of the period
  Ticks from_;
  Ticks span_{};
  Ticks horizon_;
  double cost_decay_ = 0;  ///< a day: r
  double health_decay_ = 0;
  std::vector<std::uint16_t> cell_of_class_;
  std::vector<Account> accounts_;
  std::vector<PersonEconomics> sums_;  ///< by cell
};

}  // namespace stepdown::models
