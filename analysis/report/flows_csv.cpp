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

constexpr std::string_view low = "low end of the 95 % interval of the column before";
constexpr std::string_view high = "high end of that interval";

// `{}` is "from.to"
constexpr std::array figures{
    FigureColumn{
        {"moves_per_year", "people / year", "people who went this way"}, "flow.{}", "per_year"},
    FigureColumn{{"moves_per_year_low", "people / year", low}, "flow.{}", "per_year", Part::Low},
    FigureColumn{{"moves_per_year_high", "people / year", high}, "flow.{}", "per_year", Part::High},
    FigureColumn{
        {"share", "fraction", "of all who left the same state or source"}, "flow.{}", "share"},
    FigureColumn{{"share_low", "fraction", low}, "flow.{}", "share", Part::Low},
    FigureColumn{{"share_high", "fraction", high}, "flow.{}", "share", Part::High},
    FigureColumn{
        {"n", "people", "moves in all replications together"}, "flow.{}", "per_year", Part::N},
};

constexpr FigureTable table{"flows.csv",
                            "one row a possible move from one state to the next; people who wait "
                            "in between arrive when they are admitted",
                            text_columns,
                            figures};

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
  write_figures(
      csv, table, report.summary, flow.metric_state, fmt::format("{}.{}", flow.from, flow.to.name));
  csv.end_row();
}

}  // namespace

Table flows_table() {
  const auto write = [](const Report& report, const TextSink& sink) {
    const models::Model& model = report.model;
    const Moves moves = possible_moves(model);
    CsvWriter csv(table.columns(), sink);
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
    csv.finish();
  };
  return {table.file, table.meaning, table.columns(), write};
}

}  // namespace stepdown::analysis
