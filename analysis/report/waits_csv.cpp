#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <array>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 3> text_columns{{
    {"level", "-", "name of the level of care asked for"},
    {"label", "-", "its label"},
    {"who", "-", "admitted: wait from request to admission; gave_up: from request to giving up"},
}};

constexpr std::string_view low = "low end of the 95 % interval of the column before";
constexpr std::string_view high = "high end of that interval";
constexpr std::string_view pooled = "the same over the waits of all replications thrown together";

// `{}` is "wait" or "gave_up_wait"
constexpr std::array figures{
    FigureColumn{{"n", "people", "waits that ended in the window, in all replications together"},
                 "{}",
                 "mean",
                 Part::N},
    FigureColumn{{"mean_days", "days", "mean wait"}, "{}", "mean"},
    FigureColumn{{"mean_days_low", "days", low}, "{}", "mean", Part::Low},
    FigureColumn{{"mean_days_high", "days", high}, "{}", "mean", Part::High},
    FigureColumn{{"sd_days", "days", "standard deviation between people"}, "{}", "sd"},
    FigureColumn{{"median_days", "days", "half waited at most so long: mean over replications"},
                 "{}",
                 "median"},
    FigureColumn{{"median_days_low", "days", low}, "{}", "median", Part::Low},
    FigureColumn{{"median_days_high", "days", high}, "{}", "median", Part::High},
    FigureColumn{{"median_days_pooled", "days", pooled}, "{}", "median", Part::Pooled},
    FigureColumn{
        {"p75_days", "days", "75 % waited at most so long: mean over replications"}, "{}", "p75"},
    FigureColumn{{"p75_days_low", "days", low}, "{}", "p75", Part::Low},
    FigureColumn{{"p75_days_high", "days", high}, "{}", "p75", Part::High},
    FigureColumn{{"p75_days_pooled", "days", pooled}, "{}", "p75", Part::Pooled},
    FigureColumn{
        {"p90_days", "days", "90 % waited at most so long: mean over replications"}, "{}", "p90"},
    FigureColumn{{"p90_days_low", "days", low}, "{}", "p90", Part::Low},
    FigureColumn{{"p90_days_high", "days", high}, "{}", "p90", Part::High},
    FigureColumn{{"p90_days_pooled", "days", pooled}, "{}", "p90", Part::Pooled},
    FigureColumn{
        {"p95_days", "days", "95 % waited at most so long: mean over replications"}, "{}", "p95"},
    FigureColumn{{"p95_days_low", "days", low}, "{}", "p95", Part::Low},
    FigureColumn{{"p95_days_high", "days", high}, "{}", "p95", Part::High},
    FigureColumn{{"p95_days_pooled", "days", pooled}, "{}", "p95", Part::Pooled},
    FigureColumn{
        {"max_days", "days", "longest wait in any replication"}, "{}", "max", Part::Pooled},
    FigureColumn{{"within_0d", "fraction", "share admitted without any wait; empty for gave_up"},
                 "{}",
                 "within_0d"},
    FigureColumn{{"within_1d", "fraction", "share admitted within 1 day"}, "{}", "within_1d"},
    FigureColumn{{"within_3d", "fraction", "share admitted within 3 days"}, "{}", "within_3d"},
    FigureColumn{{"within_7d", "fraction", "share admitted within 7 days"}, "{}", "within_7d"},
    FigureColumn{{"within_14d", "fraction", "share admitted within 14 days"}, "{}", "within_14d"},
    FigureColumn{{"within_30d", "fraction", "share admitted within 30 days"}, "{}", "within_30d"},
    FigureColumn{
        {"open_waits",
         "people",
         "of this level, still waiting at the horizon: in no other column; mean per replication"},
        "open_waits",
        "count"},
    FigureColumn{{"open_wait_mean_days", "days", "their mean wait so far"}, "open_wait", "mean"},
    FigureColumn{{"replications", "-", "independent runs in which anybody's wait ended"},
                 "{}",
                 "mean",
                 Part::Replications},
};

constexpr FigureTable table{"waits.csv", "one row a level and kind of wait", text_columns, figures};

}  // namespace

Table waits_table() {
  const auto write = [](const Report& report, const TextSink& sink) {
    CsvWriter csv(table.columns(), sink);
    for (std::size_t i = 0; i < report.model.level_count; ++i) {
      const models::StateModel& level = report.model.states[i];
      csv.text(level.name).text(level.label).text("admitted");
      write_figures(csv, table, report.summary, level.name, "wait");
      csv.end_row();
      csv.text(level.name).text(level.label).text("gave_up");
      write_figures(csv, table, report.summary, level.name, "gave_up_wait");
      csv.end_row();
    }
    csv.finish();
  };
  return {table.file, table.meaning, table.columns(), write};
}

}  // namespace stepdown::analysis
