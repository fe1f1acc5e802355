#pragma once

#include "models/ids.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

/// The pathway as a graph: who can go where, whatever the luck. Built once from a model; checks of
/// shape, drawings, possible moves and theory ask it. This header is free of Boost.Graph.
namespace stepdown::models {

/// States in their order.
using StateList = std::vector<StateId>;

/// Which of the moves that are possible are to be followed.
using MayMove = std::function<bool(StateId from, StateId to)>;

/// A state, or an arrival source.
struct PathwayVertex {
  enum class Kind : std::uint8_t { Level, Community, Outcome, Source };
  Kind kind{};
  std::uint16_t number = 0;  ///< a StateId, or an index into `Model::sources`
  /// A level with limited places that keeps people whose next level is full.
  bool can_hold = false;

  [[nodiscard]] bool is_source() const { return kind == Kind::Source; }
};

/// A way from one vertex to another.
struct PathwayEdge {
  enum class Kind : std::uint8_t {
    Arrival,     ///< from a source to a state that its people ask for first
    BySplit,     ///< a stay ends by a split exit
    ByRace,      ///< a stay ends by a race exit
    GaveUp,      ///< out of patience on the waiting list
    TurnedAway,  ///< the waiting list is at its limit
    Diverted,    ///< as TurnedAway, to ask for another level instead
    LeftList,    ///< off the waiting list by an exit of waiting
    Balked,      ///< away at the sight of the waiting list
    Redirected   ///< to ask for another level instead, which has a place or a shorter list
  };
  Kind kind{};
  /// BySplit, ByRace: an index into `StateModel::exits`; LeftList: into `waiting_exits`.
  std::uint16_t exit = 0;
  ReasonId reason{};  ///< BySplit, ByRace, LeftList
  /// Share of the people who leave by a split, come from the source, or (other kinds) leave this
  /// way, over all classes of people and all periods, and before effects. Never both 0.
  double lowest_share = 0;
  double highest_share = 0;
  bool takes_no_time = false;  ///< possible in the instant in which `from` was entered or asked for
  bool never_acts = false;     ///< a rule of waiting at a level whose places are unlimited

  [[nodiscard]] bool is_exit() const { return kind == Kind::BySplit || kind == Kind::ByRace; }
  /// Whether only people who did not get a place go this way.
  [[nodiscard]] bool is_refusal() const {
    return kind == Kind::GaveUp || kind == Kind::TurnedAway || kind == Kind::Diverted ||
           kind == Kind::LeftList || kind == Kind::Balked || kind == Kind::Redirected;
  }
};

/// An edge with its ends, for those who read edges one by one.
struct PathwayWay {
  PathwayVertex from;
  PathwayVertex to;
  PathwayEdge edge;
};

/// A directed graph whose first vertices are the states, by StateId, and then the sources.
class Pathway {
 public:
  struct Graph;  ///< a boost::adjacency_list, see `pathway_graph.hpp`

  Pathway(std::unique_ptr<const Graph> graph, std::size_t state_count);
  Pathway(Pathway&&) noexcept;
  Pathway& operator=(Pathway&&) noexcept;
  Pathway(const Pathway&) = delete;
  Pathway& operator=(const Pathway&) = delete;
  ~Pathway();

  [[nodiscard]] const Graph& graph() const { return *graph_; }
  [[nodiscard]] std::size_t state_count() const { return state_count_; }
  [[nodiscard]] std::size_t source_count() const;
  /// State by state, source by source; of one vertex in the order in which the author named them.
  [[nodiscard]] std::vector<PathwayWay> ways() const;

 private:
  std::unique_ptr<const Graph> graph_;
  std::size_t state_count_;
};

/// The graph of a model, with the ways of all classes of people, also of those that nobody belongs
/// to, at any time of the run. Effects never make or close a way, so one history of each class is
/// enough: takes time proportional to classes x exits, whatever the number of histories.
[[nodiscard]] Pathway make_pathway(const Model& model);

}  // namespace stepdown::models
