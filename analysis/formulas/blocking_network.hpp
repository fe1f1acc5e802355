#pragma once

#include "analysis/formulas/blocking_station.hpp"

#include <cstddef>
#include <functional>
#include <vector>

/// A small pathway with exponential times as a Markov chain: its states, and what can happen next.
///
/// The rules are those of the simulation: waiting lists ordered by class and time, places held by
/// people whose next level is full, freed places offered at once, rings of holders that swap.
namespace stepdown::analysis {

class BlockingNetwork {
 public:
  /// @param most_people  in the network at once; arrivals beyond are lost, which keeps the number
  ///                     of states finite (at most 250).
  /// @pre stations have `to` of their number, and probabilities that sum to at most 1.
  BlockingNetwork(std::vector<BlockingStation> stations, int most_people);

  [[nodiscard]] const std::vector<BlockingStation>& stations() const { return stations_; }

  /// Nobody inside, except in saturated stations.
  [[nodiscard]] NetworkState empty() const;

  using Visit = std::function<void(double rate, const NetworkState& next, const NetworkEvents&)>;
  /// Calls `visit` for everything that can happen in `state`; several calls may lead to the same
  /// next state, and some back to `state` itself.
  void for_each_transition(const NetworkState& state, const Visit& visit) const;

  [[nodiscard]] std::vector<StationCensus> census(const NetworkState& state) const;
  [[nodiscard]] bool is_full(const NetworkState& state, std::size_t station) const;
  [[nodiscard]] int people(const NetworkState& state) const;

 private:
  std::vector<BlockingStation> stations_;
  int most_people_;
};

}  // namespace stepdown::analysis
