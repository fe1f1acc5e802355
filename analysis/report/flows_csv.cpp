#include "analysis/measure/moves.hpp"
#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <fmt/format.h>

#include <array>

namespace stepdown::analysis {

namespace {

using models::MoveKind;
using models::StateId;

constexpr std::array<Column, 5> texts_of_flows{{
    {"from",
     "-",
     "name of the state left, or of the arrival source; start_from: people who were on a list when "
     "the run began"},
    {"from_label", "-", "its label; empty for an arrival source and for start_from"},
    {"to", "-", "name of the state entered"},
    {"to_label", "-", "its label"},
    {"move",
     "-",
     "referral (from an arrival source, or into treatment by people never treated before), "
     "waited_at_start (by people who were on the list when the run began), "
     "step_down, escalation, transfer (to the same level), discharge, return (into treatment, by "
     "people treated before), intake (to an assessment), community (between states out of care), "
     "outcome; or, of people who asked for a place of `from` and left without: gave_up, "
     "turned_away, diverted, left_list (by an exit of waiting), balked, redirected (to a level "
     "with "
     "a place or a shorter list)"},
}};

const FigureTable& flows_figures() {
  static const FigureTable made{
      "flows.csv",
      "one row a possible move from one state to the next; people who wait "
      "in between arrive when they are admitted",
      texts_of_flows,
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
    case MoveKind::Intake:
      return "intake";
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
  const std::string& group;
  const std::string& metric_state;  ///< where the catalog keeps its figures
  const std::string& from;
  const Move& move;
  std::string_view name;
};

/// One row, of which the first cells are written.
void write_rest(CsvWriter& csv, const Report& report, const Flow& flow) {
  const models::StateModel& to = report.model.state(flow.move.to);
  csv.text(to.name).text(to.label).text(flow.name);
  flows_figures().write_figures(csv,
                                report.summary,
                                flow.metric_state,
                                flow.group,
                                FigureTable::about(subject_of(flow.from, flow.move, report.model)));
}

/// The moves from one state: those of two kinds of people in two rows.
void write_moves_from(CsvWriter& csv,
                      const Report& report,
                      const std::string& group,
                      const Moves& moves,
                      std::size_t state) {
  const models::StateModel& from = report.model.states[state];
  const std::vector<Move>& all_moves = moves.from_state[state];
  for (std::size_t m = 0; m < all_moves.size(); ++m) {
    const Move& move = all_moves[m];
    std::string_view name = name_of(move.of);
    if (move.of == MoveOf::All) {
      if (m + 1 < all_moves.size() && all_moves[m + 1].of == MoveOf::Referred) continue;
      const auto kind = report.model.move_kind(StateId{static_cast<std::uint16_t>(state)}, move.to);
      const bool is_referral = kind == MoveKind::Return && moves.only_referrals[state];
      name = is_referral ? name_of(MoveOf::Referred) : name_of(kind);
    }
    csv.text(from.name).text(from.label);
    write_rest(csv, report, {group, from.name, from.name, move, name});
  }
}

}  // namespace

Table flows_table() {
  return flows_figures().with([](CsvWriter& csv, const Report& report, const std::string& group) {
    const models::Model& model = report.model;
    const Moves moves = possible_moves(model);
    for (std::size_t i = 0; i < moves.from_source.size(); ++i) {
      const std::string name{model.source_name(i)};
      const bool is_source = i < model.sources.size();
      for (const Move& move : moves.from_source[i]) {
        csv.text(name).blank();
        write_rest(
            csv, report, {group, all, name, move, is_source ? "referral" : "waited_at_start"});
      }
    }
    for (std::size_t i = 0; i < model.states.size(); ++i)
      write_moves_from(csv, report, group, moves, i);
  });
}

}  // namespace stepdown::analysis
