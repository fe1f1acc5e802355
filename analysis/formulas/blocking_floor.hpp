#pragma once

#include "analysis/formulas/blocking_station.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace stepdown::analysis {

/// Where somebody comes from who was nowhere before, and where somebody goes who leaves.
inline constexpr std::size_t outside_network = SIZE_MAX;

/// A state of a network taken apart, with the rules that change it.
class BlockingFloor {
 public:
  /// Someone on a list.
  struct Waiter {
    std::size_t origin = outside_network;  ///< the station they were in last
    bool is_holding = false;               ///< still occupies a place there

    [[nodiscard]] bool holds(std::size_t at) const { return is_holding && origin == at; }
  };
  struct Station {
    int treated = 0;
    std::vector<Waiter> list;
  };

  /// Nobody inside. The stations must outlive the floor.
  explicit BlockingFloor(const std::vector<BlockingStation>& stations);
  BlockingFloor(const std::vector<BlockingStation>& stations, const NetworkState& state);

  [[nodiscard]] NetworkState pack() const;
  [[nodiscard]] const Station& station(std::size_t s) const { return stations_[s]; }
  /// What happened since the floor was made.
  [[nodiscard]] const NetworkEvents& events() const { return events_; }
  void lose_one() { ++events_.lost; }

  [[nodiscard]] bool has_free_place(std::size_t s) const;
  [[nodiscard]] int people() const;
  /// Someone from `origin` who asks for `target`, as the simulation orders them.
  [[nodiscard]] Requester requester(std::size_t origin, std::size_t target) const;

  /// Treatment in `s` ends; the person asks for `target` next, or leaves. Returns false when they
  /// were turned away: then the caller decides where they go.
  [[nodiscard]] bool end_treatment(std::size_t s, std::size_t target);

  /// The waiter at `position` of the list of `s` gives up; returns where they came from.
  std::size_t give_up(std::size_t s, std::size_t position);

  /// Someone who was in `origin` last asks for a place in `target`, keeping the present place or
  /// not (and already taken out of treatment). Returns false when they were turned away.
  [[nodiscard]] bool ask(std::size_t target, std::size_t origin, bool keeps_place);

  /// Offers free places until nothing moves.
  void settle();

 private:
  struct Place {
    std::size_t target = 0;
    std::size_t position = 0;
  };

  [[nodiscard]] int held(std::size_t at) const;
  [[nodiscard]] int people_outside(std::size_t s) const;
  std::size_t join(std::size_t target, const Waiter& waiter);
  void admit(std::size_t s, std::size_t position);
  [[nodiscard]] std::optional<std::size_t> first_holder(std::size_t from, std::size_t to) const;
  bool swap_a_ring(std::size_t from);

  const std::vector<BlockingStation>* spec_;
  std::vector<Station> stations_;
  NetworkEvents events_;
  bool is_asking_ = false;
  Place asker_;
};

}  // namespace stepdown::analysis
