#include "models/pathway/search.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/pending/queue.hpp>

#include <algorithm>

namespace stepdown::models {
namespace {

template <class Graph>
std::vector<bool> reached_in(const Graph& graph, const std::vector<std::size_t>& starts) {
  std::vector<boost::default_color_type> colors(boost::num_vertices(graph), boost::white_color);
  boost::queue<std::size_t> open;
  boost::breadth_first_visit(
      graph,
      starts.begin(),
      starts.end(),
      open,
      boost::default_bfs_visitor{},
      boost::make_iterator_property_map(colors.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<bool> is_reached;
  for (const auto color : colors)
    is_reached.push_back(color != boost::white_color);
  return is_reached;
}

}  // namespace

std::vector<bool> reached(const PathwayPart& part, const std::vector<std::size_t>& starts) {
  return reached_in(part, starts);
}

std::vector<bool> leading_to(const PathwayPart& part, const std::vector<std::size_t>& ends) {
  return reached_in(boost::make_reverse_graph(part), ends);
}

std::vector<StateList> strong_components_in_order(const PathwayPart& part) {
  std::vector<std::size_t> component(boost::num_vertices(part));
  if (component.empty()) return {};
  const auto index = boost::get(boost::vertex_index, part);
  std::vector<StateList> components(
      boost::strong_components(part, boost::make_iterator_property_map(component.begin(), index)));
  for (std::size_t s = 0; s < component.size(); ++s)
    components[component[s]].push_back(StateId{static_cast<std::uint16_t>(s)});
  std::ranges::reverse(components);
  return components;
}

PathwayPart moves_of(const Pathway& pathway, const MayMove& may_move) {
  return part_of(pathway,
                 [&](const PathwayVertex& from, const PathwayVertex& to, const PathwayEdge& edge) {
                   return edge.is_exit() && may_move(StateId{from.number}, StateId{to.number});
                 });
}

std::vector<std::size_t> outcomes_of(const Pathway& pathway) {
  std::vector<std::size_t> outcomes;
  for (std::size_t s = 0; s < pathway.state_count(); ++s)
    if (pathway.graph().list[s].kind == PathwayVertex::Kind::Outcome) outcomes.push_back(s);
  return outcomes;
}

StateList states_in(const std::vector<bool>& flags) {
  StateList states;
  for (std::size_t s = 0; s < flags.size(); ++s)
    if (flags[s]) states.push_back(StateId{static_cast<std::uint16_t>(s)});
  return states;
}

}  // namespace stepdown::models
