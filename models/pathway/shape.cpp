#include "models/pathway/shape.hpp"

#include "models/pathway/pathway_graph.hpp"
#include "models/pathway/search.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::models {
namespace {

/// Strong components in which one can go round: those of several states, or of one that leads to
/// itself.
std::vector<StateList> rounds_of(const PathwayPart& part) {
  std::vector<StateList> rounds = strong_components_in_order(part);
  std::erase_if(rounds, [&part](const StateList& states) {
    const std::size_t first = index_of(states.front());
    return states.size() == 1 && !boost::edge(first, first, part).second;
  });
  std::ranges::sort(rounds);
  return rounds;
}

std::vector<bool> reached_by_anybody(const Pathway& pathway, const StateList& others) {
  const PathwayGraph& graph = pathway.graph().list;
  std::vector<std::size_t> first;
  for (const StateId state : others)
    first.push_back(index_of(state));
  for (std::size_t v = pathway.state_count(); v < boost::num_vertices(graph); ++v)
    for (const auto asked : boost::make_iterator_range(boost::adjacent_vertices(v, graph)))
      first.push_back(asked);
  return reached(part_of(pathway,
                         [](const PathwayVertex&, const PathwayVertex&, const PathwayEdge& edge) {
                           return !edge.never_acts;
                         }),
                 first);
}

}  // namespace

std::vector<StateList> instant_rounds(const Pathway& pathway) {
  return rounds_of(
      part_of(pathway, [](const PathwayVertex&, const PathwayVertex&, const PathwayEdge& edge) {
        return edge.takes_no_time && !edge.never_acts;
      }));
}

StateList unreached_states(const Pathway& pathway, const StateList& others) {
  std::vector<bool> flags = reached_by_anybody(pathway, others);
  flags.flip();
  return states_in(flags);
}

StateList endless_states(const Pathway& pathway, const StateList& others) {
  const PathwayPart acting =
      part_of(pathway, [](const PathwayVertex&, const PathwayVertex&, const PathwayEdge& edge) {
        return !edge.never_acts;
      });
  const std::vector<bool> ends = leading_to(acting, outcomes_of(pathway));
  std::vector<bool> flags = reached_by_anybody(pathway, others);
  for (std::size_t s = 0; s < flags.size(); ++s)
    flags[s] = flags[s] && !ends[s];
  return states_in(flags);
}

std::vector<StateList> gridlock_rings(const Pathway& pathway) {
  return rounds_of(part_of(
      pathway, [](const PathwayVertex& from, const PathwayVertex& to, const PathwayEdge& edge) {
        return edge.is_exit() && from.can_hold && to.can_hold;
      }));
}

}  // namespace stepdown::models
