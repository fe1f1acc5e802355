#include "models/pathway/reachability.hpp"

#include "models/pathway/pathway_graph.hpp"
#include "models/pathway/search.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::models {
namespace {

/// How people leave by such a way without the place that they asked for.
Refusal refusal_of(PathwayEdge::Kind kind) {
  switch (kind) {
    case PathwayEdge::Kind::Arrival:
    case PathwayEdge::Kind::BySplit:
    case PathwayEdge::Kind::ByRace:
      return Refusal::None;
    case PathwayEdge::Kind::GaveUp:
      return Refusal::GaveUp;
    case PathwayEdge::Kind::TurnedAway:
      return Refusal::TurnedAway;
    case PathwayEdge::Kind::Diverted:
      return Refusal::Diverted;
    case PathwayEdge::Kind::LeftList:
      return Refusal::LeftList;
    case PathwayEdge::Kind::Balked:
      return Refusal::Balked;
    case PathwayEdge::Kind::Redirected:
      return Refusal::Redirected;
  }
  return Refusal::None;
}

}  // namespace

std::vector<bool> reachable_from(const Pathway& pathway,
                                 const std::vector<StateId>& starts,
                                 const MayMove& may_move) {
  std::vector<std::size_t> vertices;
  for (const StateId start : starts)
    vertices.push_back(index_of(start));
  return reached(moves_of(pathway, may_move), vertices);
}

std::vector<bool> leads_to_outcome(const Pathway& pathway, const MayMove& may_move) {
  return leading_to(moves_of(pathway, may_move), outcomes_of(pathway));
}

NextStates next_states(const Pathway& pathway) {
  const PathwayGraph& graph = pathway.graph().list;
  NextStates next;
  for (const auto vertex : boost::make_iterator_range(boost::vertices(graph))) {
    std::array<std::vector<bool>, refusal_count> is_next;
    is_next.fill(std::vector<bool>(pathway.state_count()));
    for (const auto edge : boost::make_iterator_range(boost::out_edges(vertex, graph)))
      if (!graph[edge].never_acts)
        is_next[static_cast<std::size_t>(refusal_of(graph[edge].kind))]
               [boost::target(edge, graph)] = true;
    std::array<std::vector<StateId>, refusal_count> states;
    std::ranges::transform(is_next, states.begin(), states_in);
    std::vector<StateId>& taken = states[static_cast<std::size_t>(Refusal::None)];
    (graph[vertex].is_source() ? next.of_source : next.of_state).push_back(std::move(taken));
    if (!graph[vertex].is_source()) next.of_refused.push_back(std::move(states));
  }
  return next;
}

Acquaintance acquaintance(const Model& model, const Pathway& pathway) {
  std::vector<std::size_t> first;
  std::vector<std::size_t> after_treatment;
  for (const PathwayWay& way : pathway.ways()) {
    if (way.from.is_source()) first.push_back(way.to.number);
    if (way.edge.is_exit() && model.is_treatment(StateId{way.from.number}))
      after_treatment.push_back(way.to.number);
  }
  const auto any = [](const PathwayVertex&, const PathwayVertex&, const PathwayEdge&) {
    return true;
  };
  const auto not_by_treatment =
      [&model](const PathwayVertex& from, const PathwayVertex&, const PathwayEdge& edge) {
        return edge.is_refusal() || !model.is_treatment(StateId{from.number});
      };
  return {.treated = reached(part_of(pathway, any), after_treatment),
          .never_treated = reached(part_of(pathway, not_by_treatment), first)};
}

}  // namespace stepdown::models
