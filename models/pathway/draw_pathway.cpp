#include "models/pathway/draw_pathway.hpp"

#include "models/pathway/pathway.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
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

std::string edge_label(const PathwayEdge& edge, const Model& model) {
  const std::string share = share_text(edge.lowest_share, edge.highest_share);
  const bool is_certain = share == "100%";
  switch (edge.kind) {
    case PathwayEdge::Kind::Arrival:
      return share;
    case PathwayEdge::Kind::BySplit:
      return escaped(model.reasons[index_of(edge.reason)].name) + " " + share;
    case PathwayEdge::Kind::ByRace:
    case PathwayEdge::Kind::LeftList:
      return escaped(model.reasons[index_of(edge.reason)].name) + (is_certain ? "" : " " + share);
    case PathwayEdge::Kind::GaveUp:
      return is_certain ? "gave up" : "gave up " + share;
    case PathwayEdge::Kind::TurnedAway:
      return is_certain ? "turned away" : "turned away " + share;
    case PathwayEdge::Kind::Diverted:
      return "diverted";
    case PathwayEdge::Kind::Balked:
      return is_certain ? "balked" : "balked " + share;
    case PathwayEdge::Kind::Redirected:
      return "redirected";
  }
  return {};
}

std::string_view edge_style(const PathwayEdge& edge) {
  if (edge.is_refusal()) return ", style=dashed";
  return edge.kind == PathwayEdge::Kind::ByRace ? ", style=bold" : "";
}

/// "s3", or "a0" for a source
std::string vertex_name(const PathwayVertex& vertex) {
  return fmt::format("{}{}", vertex.is_source() ? 'a' : 's', vertex.number);
}

std::string edge_text(const PathwayWay& way, const Model& model) {
  return fmt::format("  {} -> {} [label=\"{}\"{}];\n",
                     vertex_name(way.from),
                     vertex_name(way.to),
                     edge_label(way.edge, model),
                     edge_style(way.edge));
}

std::string cluster(const Model& model, StateKind kind) {
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
  for (std::size_t i = 0; i < model.states.size(); ++i) {
    const StateModel& state = model.states[i];
    if (state.kind != kind) continue;
    const std::string places =
        state.places_label.empty() ? "" : "\\n" + escaped(state.places_label);
    vertices += fmt::format(
        "    s{} [label=\"{}{}\", shape={}];\n", i, escaped(state.label), places, shape);
  }
  if (vertices.empty()) return {};
  return fmt::format(
      "  subgraph cluster_{} {{\n    label=\"{}\";\n{}  }}\n", name, label, vertices);
}

/// The places that people of a level, or of its list, have beside their way: from the level where
/// they are to the one alongside, and from the one where they wait to the one waited for.
std::string second_places_text(std::size_t level, const Model& model) {
  const StateModel& here = model.states[level];
  std::string text;
  if (here.bridge && here.has_list())
    text += fmt::format(
        "  s{} -> s{} [label=\"bridge\", style=dashed];\n", index_of(here.bridge->level), level);
  for (const CompanionRule& beside : here.alongside) {
    const auto [lowest, highest] = std::ranges::minmax(beside.share);
    if (!(highest > 0)) continue;
    const std::string share = share_text(lowest, highest);
    text += fmt::format("  s{} -> s{} [label=\"alongside{}\", style=dashed];\n",
                        level,
                        index_of(beside.level),
                        share == "100%" ? "" : " " + share);
  }
  return text;
}

/// Each source, followed by where its people go.
std::string sources_text(const std::vector<PathwayWay>& ways, const Model& model) {
  std::string text;
  for (std::size_t i = 0; i < model.sources.size(); ++i) {
    text +=
        fmt::format("  a{} [label=\"{}\", shape=plaintext];\n", i, escaped(model.sources[i].name));
    for (const PathwayWay& way : ways)
      if (way.from.is_source() && way.from.number == i) text += edge_text(way, model);
  }
  return text;
}

}  // namespace

std::string draw_pathway(const Model& model) {
  const std::vector<PathwayWay> ways = make_pathway(model).ways();
  std::string dot = fmt::format(
      "digraph pathway {{\n  label=\"{}\";\n  labelloc=t;\n  rankdir=LR;\n"
      "  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n",
      escaped(model.name));
  for (const StateKind kind : {StateKind::Level, StateKind::Community, StateKind::Outcome})
    dot += cluster(model, kind);
  dot += sources_text(ways, model);
  for (const PathwayWay& way : ways)
    if (!way.from.is_source() && !way.edge.never_acts) dot += edge_text(way, model);
  for (std::size_t level = 0; level < model.level_count; ++level)
    dot += second_places_text(level, model);
  return dot + "}\n";
}

}  // namespace stepdown::models
