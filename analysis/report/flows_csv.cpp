#include "analysis/measure/moves.hpp"
#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <fmt/format.h>

#include <array>

namespace stepdown::analysis {

namespace {

using models::MoveKind;
using models::StateId;

constexpr std::array<Column, 5> text_columns{{
    {"from", "-", "name of the state left, or of the arrival source"},
    {"from_label", "-", "its label; empty for an arrival source"},
    {"to", "-", "name of the state entered"},
    {"to_label", "-", "its label"},
    {"move",
     "-",
     "referral (from an arrival source), step_down, escalation, transfer (to the same level), "
     "discharge, return, community (between states out of care), outcome"},
}};

const FigureTable& table() {
  static const FigureTable made{
      "flows.csv",
      "one row a possible move from one state to the next; people who wait "
      "in between arrive when they are admitted",
      text_columns,
      WideTable::Flows};
  return made;
}

std::string_view name_of(MoveKind kind) {
  switch (kind) {
    case MoveKind::StepDown:
      return "step_down";
    case MoveKind::Escalation:
      return "escalation";
    case MoveKind::Transfer:
      return "transfer";
    case MoveKind::Discharge:
      return "discharge";
    case MoveKind::Return:
      return "return";
    case MoveKind::Community:
      return "community";
    case MoveKind::Outcome:
      return "outcome";
  }
  return "";
}

struct Flow {
  const std::string& metric_state;  ///< where the catalog keeps its figures
  const std::string& from;
  const models::StateModel& to;
  std::string_view move;
};

/// One row, of which the first cells are written.
void write_rest(CsvWriter& csv, const Report& report, const Flow& flow) {
  csv.text(flow.to.name).text(flow.to.label).text(flow.move);
  table().write_figures(csv,
                        report.summary,
                        flow.metric_state,
                        FigureTable::about(fmt::format("{}.{}", flow.from, flow.to.name)));
}

}  // namespace

Table flows_table() {
  return table().with([](CsvWriter& csv, const Report& report) {
    const models::Model& model = report.model;
    const Moves moves = possible_moves(model);
    for (std::size_t i = 0; i < model.sources.size(); ++i) {
      for (const StateId to : moves.from_source[i]) {
        const std::string& name = model.sources[i].name;
        csv.text(name).blank();
        write_rest(csv, report, {all, name, model.state(to), "referral"});
      }
    }
    for (std::size_t i = 0; i < model.states.size(); ++i) {
      for (const StateId to : moves.from_state[i]) {
        const models::StateModel& from = model.states[i];
        const MoveKind kind = model.move_kind(StateId{static_cast<std::uint16_t>(i)}, to);
        csv.text(from.name).text(from.label);
        write_rest(csv, report, {from.name, from.name, model.state(to), name_of(kind)});
      }
    }
  });
}

}  // namespace stepdown::analysis
