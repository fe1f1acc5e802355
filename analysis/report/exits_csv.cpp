#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <string>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 4> texts_of_exits{{
    {"state", "-", "name of the level of care or community state that was left"},
    {"label", "-", "its label"},
    {"kind", "-", "level or community"},
    {"reason", "-", "why stays ended"},
}};

const FigureTable& exits_figures() {
  static const FigureTable made{
      "exits.csv", "one row a state and reason for leaving it", texts_of_exits, WideTable::Exits};
  return made;
}

}  // namespace

Table exits_table() {
  return exits_figures().with([](CsvWriter& csv, const Report& report, const std::string& group) {
    for (std::size_t i = 0; i < report.model.level_count + report.model.community_count; ++i) {
      const models::StateModel& state = report.model.states[i];
      for (const models::ExitInfo& exit : state.exits) {
        const std::string& reason = report.model.reasons[index_of(exit.reason)].name;
        csv.text(state.name).text(state.label);
        csv.text(i < report.model.level_count ? "level" : "community").text(reason);
        exits_figures().write_figures(
            csv, report.summary, state.name, group, FigureTable::about(reason));
      }
    }
  });
}

}  // namespace stepdown::analysis
