#pragma once

#include "models/model.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// A small pathway with exponential times as a Markov chain: its states, and what can happen next.
///
/// The rules are those of the simulation: waiting lists ordered by class and time, places held by
/// people whose next level is full, freed places offered at once, rings of holders that swap.
namespace stepdown::analysis {

/// One level, or a community state (unlimited places).
struct BlockingStation {
  std::string name;
  std::optional<int> places;  ///< nothing: unlimited
  double rate = 1;            ///< of ends of treatment, per day and person
  std::vector<double> to;     ///< by station; what is missing to 1 leaves the network
  double arrivals = 0;        ///< Poisson requests from outside, per day
  /// People from outside always wait here: a place that stays free is taken at once.
  bool is_saturated = false;
  bool is_level = true;
  bool holds = false;             ///< people hold their place while the next level is full
  std::optional<int> list_limit;  ///< people outside on the list; beyond it they are turned away
  std::vector<double> turned_away_to;  ///< by station; what is missing leaves
  /// By `WaitingClass`: position in the order, and one over the mean patience (0: none).
  std::array<int, models::waiting_class_count> class_rank{0, 1, 2, 3};
  std::array<double, models::waiting_class_count> patience_rate{};
  std::vector<double> gave_up_to;  ///< by station; what is missing leaves
};

/// A state of the network as a text of small numbers: for each station the people in treatment, the
/// length of its list, then who waits there in order.
using NetworkState = std::basic_string<std::uint8_t>;

/// What happened in one transition, by station.
struct NetworkEvents {
  std::vector<int> requests;
  std::vector<int> delayed;  ///< of the requests: began to wait or to hold
  std::vector<int> admissions;
  std::vector<int> turned_away;
  std::vector<int> gave_up;
  std::vector<int> swaps;  ///< moves into the station as part of a ring
  int lost = 0;            ///< arrivals beyond the cap on people
};

/// People at one station in one state.
struct StationCensus {
  int treated = 0;
  int held = 0;
  int list = 0;  ///< holders elsewhere included
  std::vector<int> held_for;
};

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
