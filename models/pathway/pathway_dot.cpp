#include "models/pathway/pathway.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <string>
#include <string_view>

namespace stepdown::models {
namespace {

/// Text inside a quoted string of the DOT language.
std::string escaped(std::string_view text) {
  std::string safe;
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') safe += '\\';
    safe += letter == '\n' ? ' ' : letter;
  }
  return safe;
}

/// "60%", or "40-60%" where classes of people differ.
std::string share_text(double lowest, double highest) {
  const std::string low = fmt::format("{:.3g}", 100 * lowest);
  const std::string high = fmt::format("{:.3g}", 100 * highest);
  return low == high ? high + "%" : low + "-" + high + "%";
}

std::string edge_attributes(const PathwayEdge& edge) {
  const std::string share = share_text(edge.lowest_share, edge.highest_share);
  const bool is_certain = share == "100%";
  std::string label;
  std::string_view style;
  switch (edge.kind) {
    case PathwayEdge::Kind::Exit:
      label = escaped(edge.reason) + (edge.is_race && is_certain ? "" : " " + share);
      style = edge.is_race ? ", style=bold" : "";
      break;
    case PathwayEdge::Kind::GaveUp:
      label = is_certain ? "gave up" : "gave up " + share;
      style = ", style=dashed";
      break;
    case PathwayEdge::Kind::TurnedAway:
      label = is_certain ? "turned away" : "turned away " + share;
      style = ", style=dashed";
      break;
    case PathwayEdge::Kind::Diverted:
      label = "diverted";
      style = ", style=dashed";
      break;
  }
  return fmt::format("label=\"{}\"{}", label, style);
}

std::string cluster(const Pathway& pathway, StateKind kind) {
  std::string_view name;
  std::string_view label;
  std::string_view shape;
  switch (kind) {
    case StateKind::Level:
      name = "levels";
      label = "Levels of care";
      shape = "box";
      break;
    case StateKind::Community:
      name = "community";
      label = "Community";
      shape = "ellipse";
      break;
    case StateKind::Outcome:
      name = "outcomes";
      label = "Outcomes";
      shape = "doubleoctagon";
      break;
  }
  std::string vertices;
  for (std::size_t i = 0; i < pathway.states.size(); ++i) {
    const Pathway::Vertex& state = pathway.states[i];
    if (state.kind != kind) continue;
    const std::string places = state.places.empty() ? "" : "\\n" + escaped(state.places);
    vertices += fmt::format(
        "    s{} [label=\"{}{}\", shape={}];\n", i, escaped(state.label), places, shape);
  }
  if (vertices.empty()) return {};
  return fmt::format(
      "  subgraph cluster_{} {{\n    label=\"{}\";\n{}  }}\n", name, label, vertices);
}

}  // namespace

std::string to_dot(const Pathway& pathway, const std::string& title) {
  std::string dot = fmt::format(
      "digraph pathway {{\n  label=\"{}\";\n  labelloc=t;\n  rankdir=LR;\n"
      "  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n",
      escaped(title));
  for (const StateKind kind : {StateKind::Level, StateKind::Community, StateKind::Outcome}) {
    dot += cluster(pathway, kind);
  }
  std::string last_source;
  std::size_t sources = 0;
  for (const PathwayEntry& entry : pathway.entries) {
    if (sources == 0 || entry.source != last_source) {
      last_source = entry.source;
      dot +=
          fmt::format("  a{} [label=\"{}\", shape=plaintext];\n", sources++, escaped(entry.source));
    }
    dot += fmt::format("  a{} -> s{} [label=\"{}\"];\n",
                       sources - 1,
                       entry.to,
                       share_text(entry.lowest_share, entry.highest_share));
  }
  for (const PathwayEdge& edge : pathway.edges) {
    dot += fmt::format("  s{} -> s{} [{}];\n", edge.from, edge.to, edge_attributes(edge));
  }
  return dot + "}\n";
}

std::string to_dot(const Scenario& scenario) {
  return to_dot(make_pathway(scenario), scenario.name);
}

}  // namespace stepdown::models
