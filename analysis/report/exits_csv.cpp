#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <array>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 4> text_columns{{
    {"state", "-", "name of the level of care or community state that was left"},
    {"label", "-", "its label"},
    {"kind", "-", "level or community"},
    {"reason", "-", "why stays ended"},
}};

constexpr std::string_view low = "low end of the 95 % interval of the column before";
constexpr std::string_view high = "high end of that interval";

// `{}` is the reason
constexpr std::array figures{
    FigureColumn{{"exits_per_year", "people / year", "stays that ended for this reason"},
                 "exits.{}",
                 "per_year"},
    FigureColumn{{"exits_per_year_low", "people / year", low}, "exits.{}", "per_year", Part::Low},
    FigureColumn{
        {"exits_per_year_high", "people / year", high}, "exits.{}", "per_year", Part::High},
    FigureColumn{
        {"share", "fraction", "of all stays in the state that ended"}, "exits.{}", "share"},
    FigureColumn{{"share_low", "fraction", low}, "exits.{}", "share", Part::Low},
    FigureColumn{{"share_high", "fraction", high}, "exits.{}", "share", Part::High},
    FigureColumn{{"mean_stay_days", "days", "length of these stays: treatment + hold + transfer"},
                 "stay.{}",
                 "mean"},
    FigureColumn{{"mean_stay_days_low", "days", low}, "stay.{}", "mean", Part::Low},
    FigureColumn{{"mean_stay_days_high", "days", high}, "stay.{}", "mean", Part::High},
    FigureColumn{{"sd_stay_days", "days", "standard deviation between stays"}, "stay.{}", "sd"},
    FigureColumn{{"n", "stays", "stays that ended for this reason, in all replications together"},
                 "stay.{}",
                 "mean",
                 Part::N},
    FigureColumn{
        {"open_stays",
         "stays",
         "of this state, still open at the horizon: in no other column; mean per replication"},
        "open_stays",
        "count"},
};

constexpr FigureTable table{
    "exits.csv", "one row a state and reason for leaving it", text_columns, figures};

}  // namespace

Table exits_table() {
  const auto write = [](const Report& report, const TextSink& sink) {
    CsvWriter csv(table.columns(), sink);
    for (std::size_t i = 0; i < report.model.level_count + report.model.community_count; ++i) {
      const models::StateModel& state = report.model.states[i];
      for (const models::ExitInfo& exit : state.exits) {
        const std::string& reason = report.model.reasons[index_of(exit.reason)].name;
        csv.text(state.name).text(state.label);
        csv.text(i < report.model.level_count ? "level" : "community").text(reason);
        write_figures(csv, table, report.summary, state.name, reason);
        csv.end_row();
      }
    }
    csv.finish();
  };
  return {table.file, table.meaning, table.columns(), write};
}

}  // namespace stepdown::analysis
