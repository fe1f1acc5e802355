#pragma once

#include "models/pathway/pathway.hpp"

#include <boost/graph/adjacency_list.hpp>

/// The type behind `Pathway`; for this folder only, since Boost.Graph is slow to compile.
namespace stepdown::models {

using PathwayGraph = boost::
    adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, PathwayVertex, PathwayEdge>;

struct Pathway::Graph {
  PathwayGraph list;
};

/// Some edges of a pathway between its states, and nothing but their ends.
using PathwayPart = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

/// The states with those edges between them that `keeps(from, to, edge)`.
template <class Keeps>
[[nodiscard]] PathwayPart part_of(const Pathway& pathway, const Keeps& keeps) {
  const PathwayGraph& graph = pathway.graph().list;
  PathwayPart part(pathway.state_count());
  for (const auto edge : boost::make_iterator_range(boost::edges(graph))) {
    const auto from = boost::source(edge, graph);
    const auto to = boost::target(edge, graph);
    if (graph[from].is_source()) continue;
    if (keeps(graph[from], graph[to], graph[edge])) boost::add_edge(from, to, part);
  }
  return part;
}

}  // namespace stepdown::models
