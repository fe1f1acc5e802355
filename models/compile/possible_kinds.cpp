#include "models/compile/possible_kinds.hpp"

namespace stepdown::models {
namespace {

bool is_seen(ReasonKind kind, const PathwayWay& way, const Model& model) {
  const auto& [from, to, edge] = way;
  const bool is_out_of_care =
      !model.is_treatment(StateId{from.number}) || edge.kind == PathwayEdge::Kind::LeftList;
  switch (kind) {
    case ReasonKind::Planned:
      return !is_out_of_care && !model.is_treatment(StateId{to.number});
    case ReasonKind::Relapse:
      return is_out_of_care;
    case ReasonKind::Recovery:
      return to.kind == PathwayVertex::Kind::Outcome;
    case ReasonKind::Escalation:
    case ReasonKind::Dropout:
    case ReasonKind::Administrative:
    case ReasonKind::Death:
    case ReasonKind::Other:
      return true;
  }
  return true;
}

}  // namespace

KindFlags possible_kinds(const Model& model, const Pathway& pathway) {
  KindFlags possible{};
  for (const StateModel& state : model.states) {
    if (state.meaning == ReasonKind::Recovery || state.meaning == ReasonKind::Death)
      possible[static_cast<std::size_t>(state.meaning)] = true;
  }
  for (const PathwayWay& way : pathway.ways()) {
    if (!way.edge.is_exit() && way.edge.kind != PathwayEdge::Kind::LeftList) continue;
    const ReasonKind kind = model.reasons[index_of(way.edge.reason)].kind;
    if (is_seen(kind, way, model)) possible[static_cast<std::size_t>(kind)] = true;
  }
  return possible;
}

}  // namespace stepdown::models
