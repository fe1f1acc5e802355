#pragma once

#include "models/ids.hpp"
#include "models/model.hpp"
#include "sim/places.hpp"
#include "sim/waiting_line.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace stepdown::models {

/// Places on which one level draws, or several.
enum class PoolId : std::uint16_t {};

/// Which places there are on day 0 and who draws on them.
struct PoolPlan {
  std::vector<PoolId> pool_of;             ///< by state
  std::vector<std::optional<int>> places;  ///< by pool; nothing: without limit
  std::vector<std::uint16_t> rank{};       ///< by level: among those of its pool; missing: 0
  std::vector<bool> has_turnaround{};      ///< by pool; missing: none
  /// By pool: of one level alone, whose places are all alike, for whoever comes first at any time,
  /// and free as soon as they are left, by whom no service asks since when; missing: false.
  std::vector<bool> is_plain{};
  /// By pool: those with the same number, which is that of the first, are of levels that have hours
  /// of staff in common; missing: none.
  std::vector<std::optional<std::uint16_t>> staff_group{};
  std::size_t levels = 0;  ///< the first so many states can be waited for
};

/// The pool of each level, which mostly is its own, and one without limit for all other states.
[[nodiscard]] PoolPlan plan_pools(const Model& model);

/// The places of all levels and who waits for them: what is free, and whose turn it is.
///
/// Knows states only as those who draw on a pool. Where a place or a request has come up is noted,
/// and looked at once the instant allows it, by `give_out`.
class PlacePools {
 public:
  using Slot = std::uint32_t;

  /// Of a size with which one is found quickly by its number.
  struct alignas(32) Pool {
    sim::Places places;
    int waiting = 0;  ///< people in the lines of its levels, or who ask for a second place
    bool is_limited = false;
    bool is_shared = false;     ///< by several levels, or what is free depends on who is at others
    bool shares_hours = false;  ///< the latter
    bool has_turnaround = false;
    bool is_plain = false;  ///< see `PoolPlan`: the one question of most moves
    bool is_noted = false;  ///< to be looked at
  };

  explicit PlacePools(PoolPlan plan);

  /// As on day 0, with nobody in any line.
  void reset();

  [[nodiscard]] std::size_t size() const { return pools_.size(); }
  [[nodiscard]] PoolId pool_of(StateId state) const { return plan_.pool_of[index_of(state)]; }
  [[nodiscard]] const Pool& of(StateId state) const { return pools_[index_of(pool_of(state))]; }
  [[nodiscard]] const sim::Places& places(StateId state) const { return of(state).places; }

  const sim::Places& take(StateId state) {
    sim::Places& places = pool(state).places;
    ++places.taken;
    return places;
  }
  /// A place that somebody has just left is made ready before anybody can have it; and is ready.
  const sim::Places& begin_turnaround(StateId level) {
    sim::Places& places = pool(level).places;
    ++places.turning;
    return places;
  }
  void end_turnaround(StateId level) {
    --pool(level).places.turning;
    look_again(level);
  }
  /// The levels that draw on the same places, or have hours of staff in common.
  [[nodiscard]] const std::vector<StateId>& sharers(StateId level) const {
    const std::size_t pool = index_of(pool_of(level));
    return pools_[pool].shares_hours ? levels_of_group_[*plan_.staff_group[pool]]
                                     : levels_of_[pool];
  }
  /// Somebody leaves a place, which those who wait for one can have.
  const sim::Places& give_back(StateId state) {
    Pool& freed = pool(state);
    --freed.places.taken;
    if (freed.waiting > 0) look_again(state);
    return freed.places;
  }
  void reserve(StateId level) { ++pool(level).places.reserved; }
  /// So many places of `level` more are nobody's to have; negative: fewer.
  const sim::Places& block(StateId level, int places) {
    Pool& changed = pool(level);
    changed.places.reserved += places;
    if (places < 0 && changed.waiting > 0) look_again(level);
    return changed.places;
  }
  /// Whoever a place was kept for has come.
  void end_reservation(StateId level) { --pool(level).places.reserved; }
  const sim::Places& set_open(StateId level, int open) {
    sim::Places& places = pool(level).places;
    places.open = open;
    look_again(level);
    return places;
  }

  /// The hours that `level` has in common with others are enough for so many people there now.
  const sim::Places& allow(StateId level, int people) {
    sim::Places& places = pool(level).places;
    places.open = people;
    return places;
  }

  /// @pre `level` is one; `waiter.who` is a slot.
  sim::Ticket join_line(StateId level, const sim::Waiter& waiter);
  void leave_line(StateId level, sim::Ticket ticket);
  /// Whoever has the ticket is served with this rank from now on; returns their new ticket.
  sim::Ticket change_rank(StateId level, sim::Ticket ticket, std::uint32_t rank);

  /// Somebody asks for a second place of `level`, which is given when this instant is settled; or
  /// does so no longer.
  void ask_beside(StateId level) {
    ++pool(level).waiting;
    look_again(level);
  }
  void stop_asking_beside(StateId level) { --pool(level).waiting; }

  /// A place of `level` may have come up, or a request, or the level has begun to take people up.
  [[gnu::hot]] void look_again(StateId level) {
    if (!pool(level).is_noted) note(pool_of(level));
  }
  /// Whether there is nothing to look at.
  [[nodiscard]] bool is_settled() const { return noted_.empty(); }

  /// People in the line of a level.
  [[nodiscard]] int waiting_for(StateId level) const {
    return lines_.size(static_cast<int>(level));
  }

  /// The first who waits for a place of `pool` and whom `suits(level, slot)`, in order: the levels
  /// that draw on it by rank, of those that `may_be_open(level)`, and each one's line.
  template <class MayBeOpen, class Suits>
  [[nodiscard]] std::optional<Slot> first_waiting(PoolId pool,
                                                  MayBeOpen may_be_open,
                                                  Suits suits) const {
    for (const StateId level : levels_of_[index_of(pool)]) {
      if (!may_be_open(level)) continue;
      for (auto ticket = lines_.front(static_cast<int>(level)); ticket;
           ticket = lines_.next(*ticket)) {
        const Slot slot = lines_.waiter(*ticket).who;
        if (suits(level, slot)) return slot;
      }
    }
    return std::nullopt;
  }

  /// Offers every free place of the pools noted, at levels that take people up, to the first who
  /// `may_take(level, slot)` one, until nothing is noted. `offer(slot)` takes them out of the line;
  /// a place that they free by that is offered in turn. The order in which pools are looked at does
  /// not matter: offers only ever free further places. Hours that levels have in common come last,
  /// as all else can free some; they are offered, one by one, to the first for whom they are
  /// enough. Levels where nobody `may_be_admitted(level)` are then passed over.
  template <class IsOpen, class MayTake, class Offer, class MayBeAdmitted>
  void give_out(IsOpen is_open, MayTake may_take, Offer offer, MayBeAdmitted may_be_admitted) {
    while (!noted_.empty()) {
      if (pools_[index_of(noted_.back())].shares_hours) [[unlikely]]
        put_hours_last();
      const PoolId id = noted_.back();
      noted_.pop_back();
      pools_[index_of(id)].is_noted = false;
      if (pools_[index_of(id)].shares_hours) [[unlikely]] {
        std::optional<Slot> first;
        for (const StateId level : levels_of_group_[*plan_.staff_group[index_of(id)]]) {
          if (!may_be_admitted(level)) continue;
          first = first_waiting(pool_of(level), is_open, may_take);
          if (first) break;
        }
        if (!first) continue;
        note(id);
        offer(*first);
        continue;
      }
      while (pools_[index_of(id)].places.has_free()) {
        const std::optional<Slot> first = first_waiting(id, is_open, may_take);
        if (!first) break;
        offer(*first);
      }
    }
  }

 private:
  void note(PoolId id) {
    pools_[index_of(id)].is_noted = true;
    noted_.push_back(id);
  }
  void put_hours_last();
  [[nodiscard]] Pool& pool(StateId state) { return pools_[index_of(pool_of(state))]; }

  PoolPlan plan_;
  std::vector<std::vector<StateId>> levels_of_;        ///< by pool, as they are listed
  std::vector<std::vector<StateId>> levels_of_group_;  ///< likewise, by `PoolPlan::staff_group`
  std::vector<Pool> pools_;
  std::vector<PoolId> noted_;
  sim::WaitingLines lines_;  ///< by level
};

}  // namespace stepdown::models
