#include "models/pathway/pathway.hpp"

#include "models/compile/compile.hpp"
#include "models/compile/given.hpp"
#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "sim/distributions/distribution.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/strong_components.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

/// The ways out of one state, gathered class by class.
class EdgeCollector {
 public:
  EdgeCollector(const Names& names, std::size_t class_count)
      : names_(&names), class_count_(class_count) {}

  /// One class of people takes a way with these shares. Ways are told apart by `edge`'s kind, from,
  /// to and reason.
  void add(const PathwayEdge& edge, const Split& split, double probability) {
    for (const Share& share : split) {
      const auto to = names_->states.find(share.name.value);
      if (to) add_share(edge, *to, probability * share.probability.value);
    }
  }

  void add_share(PathwayEdge edge, std::size_t to, double share) {
    if (!(share > 0)) return;
    edge.to = to;
    const auto same = std::ranges::find_if(edges_, [&edge](const PathwayEdge& other) {
      return other.kind == edge.kind && other.from == edge.from && other.to == edge.to &&
             other.reason == edge.reason;
    });
    if (same == edges_.end()) {
      edge.lowest_share = share;
      edge.highest_share = share;
      edges_.push_back(std::move(edge));
      classes_.push_back(1);
      return;
    }
    same->lowest_share = std::min(same->lowest_share, share);
    same->highest_share = std::max(same->highest_share, share);
    same->takes_no_time = same->takes_no_time || edge.takes_no_time;
    ++classes_[static_cast<std::size_t>(same - edges_.begin())];
  }

  /// The edges; a way that some class never takes has 0 as its lowest share.
  [[nodiscard]] std::vector<PathwayEdge> finish() {
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      if (classes_[i] < class_count_) edges_[i].lowest_share = 0;
    }
    return std::move(edges_);
  }

 private:
  const Names* names_;
  std::size_t class_count_;
  std::vector<PathwayEdge> edges_;
  std::vector<std::size_t> classes_;
};

bool is_limited_level(const State& state) {
  return state.kind == StateKind::Level && state.places.kind != Places::Kind::Unlimited;
}

bool is_instant(const LocatedDistribution* time) {
  return time != nullptr && sim::highest(time->value) <= 0;
}

void add_exits(const Names& names,
               const State& state,
               std::size_t from,
               const ClassValues& who,
               EdgeCollector& edges) {
  for (const Exit& one : state.exits) {
    const Split* to = find_for_class(one.to, names, who);
    if (to == nullptr) continue;
    PathwayEdge edge;
    edge.from = from;
    edge.reason = one.reason.value;
    double probability = 1;
    const std::optional<Given<LocatedDistribution>>* time = &one.after;
    if (one.probability) {
      const Located<double>* p = find_for_class(*one.probability, names, who);
      probability = p == nullptr ? 0 : p->value;
      time = one.time ? &one.time : &state.time;
    } else {
      edge.is_race = true;
    }
    edge.takes_no_time = *time && is_instant(find_for_class(**time, names, who)) &&
                         (!one.transfer || is_instant(&one.transfer->time));
    edges.add(edge, *to, probability);
  }
}

void add_waiting_moves(const Names& names,
                       const State& level,
                       std::size_t from,
                       const ClassValues& who,
                       EdgeCollector& edges) {
  const Waiting& waiting = level.waiting;
  PathwayEdge edge;
  edge.from = from;
  if (waiting.gave_up_to) {
    edge.kind = PathwayEdge::Kind::GaveUp;
    for (const auto& patience : waiting.patience) {
      edge.takes_no_time =
          edge.takes_no_time || (patience && is_instant(find_for_class(*patience, names, who)));
    }
    const Split* to = find_for_class(*waiting.gave_up_to, names, who);
    if (to != nullptr) edges.add(edge, *to, 1);
  }
  edge.takes_no_time = true;
  if (waiting.turned_away_to) {
    edge.kind = PathwayEdge::Kind::TurnedAway;
    const Split* to = find_for_class(*waiting.turned_away_to, names, who);
    if (to != nullptr) edges.add(edge, *to, 1);
  }
  if (waiting.divert_to) {
    edge.kind = PathwayEdge::Kind::Diverted;
    const auto to = names.states.find(waiting.divert_to->value);
    if (to) edges.add_share(edge, *to, 1);
  }
}

std::string places_text(const Places& places) {
  const int count = places.count.value;
  const int each = places.each.value;
  switch (places.kind) {
    case Places::Kind::Unlimited:
      return "unlimited";
    case Places::Kind::Beds:
      return fmt::format("{} bed{}", count, count == 1 ? "" : "s");
    case Places::Kind::Slots:
      return fmt::format("{} slot{}", count, count == 1 ? "" : "s");
    case Places::Kind::Groups:
      return fmt::format("{} group{} of {}", count, count == 1 ? "" : "s", each);
    case Places::Kind::Caseload:
      return fmt::format("{} clinician{} with {} each", count, count == 1 ? "" : "s", each);
  }
  return {};
}

std::vector<PathwayEntry> make_entries(const Scenario& scenario,
                                       const Names& names,
                                       const std::vector<ClassValues>& classes) {
  std::vector<PathwayEntry> entries;
  for (const ArrivalSource& source : scenario.arrivals) {
    EdgeCollector collector(names, classes.size());
    for (const ClassValues& who : classes) {
      const Split* to = find_for_class(source.to, names, who);
      if (to != nullptr) collector.add({}, *to, 1);
    }
    for (const PathwayEdge& edge : collector.finish()) {
      entries.push_back({source.name.value, edge.to, edge.lowest_share, edge.highest_share});
    }
  }
  return entries;
}

/// Marks everything that can be reached from a vertex, itself included.
void mark_reachable(const Graph& graph,
                    std::size_t from,
                    std::vector<boost::default_color_type>& colors) {
  if (colors[from] != boost::white_color) return;
  boost::depth_first_visit(
      graph,
      from,
      boost::default_dfs_visitor{},
      boost::make_iterator_property_map(colors.begin(), boost::get(boost::vertex_index, graph)));
}

std::vector<bool> marked(const std::vector<boost::default_color_type>& colors) {
  std::vector<bool> is_marked;
  for (const auto color : colors)
    is_marked.push_back(color != boost::white_color);
  return is_marked;
}

/// Strong components with more than one vertex, or with an edge to itself.
std::vector<std::vector<std::size_t>> loops_of(const Graph& graph) {
  std::vector<std::size_t> component(boost::num_vertices(graph));
  if (component.empty()) return {};
  boost::strong_components(
      graph,
      boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t v = 0; v < component.size(); ++v)
    members[component[v]].push_back(v);
  std::vector<std::vector<std::size_t>> loops;
  for (auto& [number, vertices] : members) {
    if (vertices.size() > 1 || boost::edge(vertices.front(), vertices.front(), graph).second) {
      loops.push_back(std::move(vertices));
    }
  }
  std::ranges::sort(loops);
  return loops;
}

std::vector<std::string> names_of(const Pathway& pathway, const std::vector<std::size_t>& states) {
  std::vector<std::string> names;
  for (const std::size_t state : states)
    names.push_back(pathway.states[state].name);
  return names;
}

}  // namespace

Pathway make_pathway(const Scenario& scenario) {
  const Names names = collect_names(scenario);
  Pathway pathway;
  for (const State& state : scenario.states) {
    Pathway::Vertex vertex;
    vertex.kind = state.kind;
    vertex.name = state.name.value;
    vertex.label = state.label.empty() ? state.name.value : state.label;
    if (state.kind == StateKind::Level) vertex.places = places_text(state.places);
    vertex.is_limited = is_limited_level(state);
    vertex.can_hold = vertex.is_limited && state.hold.kind != Hold::Kind::None;
    pathway.states.push_back(std::move(vertex));
  }
  if (count_classes(names) > max_classes) return pathway;
  const std::vector<ClassValues> classes = enumerate_classes(names);
  for (std::size_t i = 0; i < scenario.states.size(); ++i) {
    EdgeCollector collector(names, classes.size());
    for (const ClassValues& who : classes) {
      add_exits(names, scenario.states[i], i, who, collector);
      if (pathway.states[i].is_limited) {
        add_waiting_moves(names, scenario.states[i], i, who, collector);
      }
    }
    std::ranges::move(collector.finish(), std::back_inserter(pathway.edges));
  }
  pathway.entries = make_entries(scenario, names, classes);
  return pathway;
}

std::vector<bool> reachable_states(const Pathway& pathway) {
  Graph graph(pathway.states.size());
  for (const PathwayEdge& edge : pathway.edges)
    boost::add_edge(edge.from, edge.to, graph);
  std::vector<boost::default_color_type> colors(pathway.states.size(), boost::white_color);
  for (const PathwayEntry& entry : pathway.entries)
    mark_reachable(graph, entry.to, colors);
  return marked(colors);
}

std::vector<bool> states_with_outcome(const Pathway& pathway) {
  Graph reversed(pathway.states.size());
  for (const PathwayEdge& edge : pathway.edges)
    boost::add_edge(edge.to, edge.from, reversed);
  std::vector<boost::default_color_type> colors(pathway.states.size(), boost::white_color);
  for (std::size_t i = 0; i < pathway.states.size(); ++i) {
    if (pathway.states[i].kind == StateKind::Outcome) mark_reachable(reversed, i, colors);
  }
  return marked(colors);
}

std::vector<std::vector<std::size_t>> gridlock_rings(const Pathway& pathway) {
  Graph graph(pathway.states.size());
  for (const PathwayEdge& edge : pathway.edges) {
    if (edge.kind == PathwayEdge::Kind::Exit && pathway.states[edge.from].can_hold &&
        pathway.states[edge.to].can_hold) {
      boost::add_edge(edge.from, edge.to, graph);
    }
  }
  return loops_of(graph);
}

std::vector<std::vector<std::size_t>> instant_loops(const Pathway& pathway) {
  Graph graph(pathway.states.size());
  for (const PathwayEdge& edge : pathway.edges) {
    if (edge.takes_no_time) boost::add_edge(edge.from, edge.to, graph);
  }
  return loops_of(graph);
}

std::vector<Diagnostic> check_pathway(const Scenario& scenario, const Pathway& pathway) {
  std::vector<Diagnostic> found;
  const auto report = [&](Rule rule, std::size_t state, std::string message) {
    const State& where = scenario.states[state];
    found.push_back({rule,
                     where.name.at,
                     state_key(where),
                     std::move(message),
                     source_line(scenario.sources, where.name.at)});
  };
  for (const auto& loop : instant_loops(pathway)) {
    report(Rule::InstantRound,
           loop.front(),
           fmt::format("people can go round in {} for ever in one instant; give a stay there some "
                       "time, or let those turned away leave the round",
                       list_text(names_of(pathway, loop))));
  }
  const std::vector<bool> is_reached = reachable_states(pathway);
  const std::vector<bool> has_outcome = states_with_outcome(pathway);
  std::vector<std::size_t> endless;
  for (std::size_t i = 0; i < pathway.states.size(); ++i) {
    if (!is_reached[i]) {
      report(Rule::NobodyGetsHere, i, "never used: nobody can get here");
    } else if (!has_outcome[i]) {
      endless.push_back(i);
    }
  }
  if (!endless.empty()) {
    report(
        Rule::NobodyLeaves,
        endless.front(),
        fmt::format("nobody ever reaches an outcome from {}: people stay in the pathway for ever "
                    "and their number grows with the length of the run",
                    list_text(names_of(pathway, endless))));
  }
  return found;
}

std::vector<std::string> gridlock_notes(const Pathway& pathway) {
  std::vector<std::string> notes;
  for (const auto& ring : gridlock_rings(pathway)) {
    notes.push_back(fmt::format(
        "{} can hold places for each other in a ring (gridlock); the whole ring then moves in one "
        "instant, and reports count it as a swap",
        list_text(names_of(pathway, ring))));
  }
  return notes;
}

}  // namespace stepdown::models
