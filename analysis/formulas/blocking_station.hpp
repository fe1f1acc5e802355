#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The parts of a `BlockingNetwork`: stations, the states it can be in, and what happens between.
namespace stepdown::analysis {

/// Who asks for a place, as far as waiting lists tell people apart.
enum class Requester : std::uint8_t {
  Escalation,  ///< from a later station that is a level
  StepDown,    ///< from an earlier station that is a level, or the same one
  Return,      ///< from a station that is no level
  New          ///< from outside
};
inline constexpr std::size_t requester_count = static_cast<std::size_t>(Requester::New) + 1;

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
  /// By `Requester`: position in the order, and one over the mean patience (0: none).
  std::array<int, requester_count> class_rank{0, 1, 2, 3};
  std::array<double, requester_count> patience_rate{};
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

}  // namespace stepdown::analysis
