#include "models/pathway/reachability.hpp"

#include "models/pathway/pathway_graph.hpp"
#include "models/pathway/search.hpp"

#include <boost/graph/transitive_closure.hpp>

namespace stepdown::models {
namespace {

PathwayPart moves_of(const Pathway& pathway, const MayMove& may_move) {
  return part_of(pathway,
                 [&](const PathwayVertex& from, const PathwayVertex& to, const PathwayEdge& edge) {
                   return edge.is_exit() && may_move(StateId{from.number}, StateId{to.number});
                 });
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
  PathwayPart refused_to;
  boost::transitive_closure(
      part_of(pathway,
              [](const PathwayVertex&, const PathwayVertex&, const PathwayEdge& edge) {
                return edge.is_refusal();
              }),
      refused_to);
  NextStates next;
  for (const auto vertex : boost::make_iterator_range(boost::vertices(graph))) {
    std::vector<bool> is_next(pathway.state_count());
    for (const auto edge : boost::make_iterator_range(boost::out_edges(vertex, graph))) {
      if (graph[edge].is_refusal()) continue;
      const auto asked = boost::target(edge, graph);
      is_next[asked] = true;
      for (const auto instead :
           boost::make_iterator_range(boost::adjacent_vertices(asked, refused_to)))
        is_next[instead] = true;
    }
    (graph[vertex].is_source() ? next.of_source : next.of_state).push_back(states_in(is_next));
  }
  return next;
}

}  // namespace stepdown::models
