#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/scenario.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// The pathway as a graph: who can go where, whatever the numbers. It answers questions of shape
/// before anything is simulated, and draws itself.
namespace stepdown::models {

/// A way from one state to another.
struct PathwayEdge {
  enum class Kind {
    Exit,        ///< a stay in `from` ends
    GaveUp,      ///< out of patience on the waiting list of `from`
    TurnedAway,  ///< the waiting list of `from` is at its limit
    Diverted     ///< as TurnedAway, to ask for another level instead
  };
  Kind kind = Kind::Exit;
  std::size_t from = 0;  ///< index into `Scenario::states`
  std::size_t to = 0;
  std::string reason;  ///< of an exit
  bool is_race = false;
  /// Share of the people who leave `from` (race exits and waiting moves: of those who leave this
  /// way) over all classes of people, before effects. Never both 0.
  double lowest_share = 0;
  double highest_share = 0;
  bool takes_no_time = false;  ///< possible in the instant in which `from` was entered or asked for
};

/// A way in: an arrival source and a state that its people ask for first.
struct PathwayEntry {
  std::string source;
  std::size_t to = 0;
  double lowest_share = 0;
  double highest_share = 0;
};

struct Pathway {
  struct Vertex {
    StateKind kind{};
    std::string name;
    std::string label;
    std::string places;       ///< "32 beds", "unlimited"; empty for other states than levels
    bool can_hold = false;    ///< a level with limited places that keeps people whose next is full
    bool is_limited = false;  ///< a level with limited places
  };
  std::vector<Vertex> states;  ///< as `Scenario::states`
  std::vector<PathwayEdge> edges;
  std::vector<PathwayEntry> entries;
};

/// The graph of a scenario. Names that the scenario does not know are left out: `compile` reports
/// them.
[[nodiscard]] Pathway make_pathway(const Scenario& scenario);

/// By state: whether anybody can ever get there.
[[nodiscard]] std::vector<bool> reachable_states(const Pathway& pathway);

/// By state: whether an outcome can be reached from there; true for outcomes.
[[nodiscard]] std::vector<bool> states_with_outcome(const Pathway& pathway);

/// Groups of holding levels that lead to each other, so that people can hold places in a ring.
/// Each in the order of the states.
[[nodiscard]] std::vector<std::vector<std::size_t>> gridlock_rings(const Pathway& pathway);

/// Groups of states among which somebody can go round without any time passing.
[[nodiscard]] std::vector<std::vector<std::size_t>> instant_loops(const Pathway& pathway);

/// What the shape of the pathway tells its author: instant loops (errors); states that nobody
/// reaches and states from which nobody reaches an outcome (warnings).
[[nodiscard]] std::vector<Diagnostic> check_pathway(const Scenario& scenario,
                                                    const Pathway& pathway);

/// One sentence for each gridlock ring.
[[nodiscard]] std::vector<std::string> gridlock_notes(const Pathway& pathway);

/// The pathway in the DOT language of Graphviz: a cluster each for levels, community states and
/// outcomes; arrival sources; exits with reason and share; waiting moves dashed.
[[nodiscard]] std::string to_dot(const Pathway& pathway, const std::string& title);

/// The drawing of a scenario.
[[nodiscard]] std::string to_dot(const Scenario& scenario);

}  // namespace stepdown::models
