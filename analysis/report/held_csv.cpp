#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <array>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 4> text_columns{{
    {"held_in", "-", "name of the level whose places were kept"},
    {"held_in_label", "-", "its label"},
    {"waiting_for", "-", "name of the level that had no place"},
    {"waiting_for_label", "-", "its label"},
}};

constexpr std::string_view low = "low end of the 95 % interval of the column before";
constexpr std::string_view high = "high end of that interval";

// `{}` is the level waited for
constexpr std::array figures{
    FigureColumn{{"place_days_per_year",
                  "place-days / year",
                  "places kept by people whose treatment was over"},
                 "held_for.{}",
                 "per_year"},
    FigureColumn{{"place_days_per_year_low", "place-days / year", low},
                 "held_for.{}",
                 "per_year",
                 Part::Low},
    FigureColumn{{"place_days_per_year_high", "place-days / year", high},
                 "held_for.{}",
                 "per_year",
                 Part::High},
    FigureColumn{{"mean_places_kept", "places", "the same as places kept at any moment: / 365"},
                 "held_for.{}",
                 "per_year",
                 Part::PerDay},
    FigureColumn{{"mean_hold_days", "days", "place-days / holds begun"}, "held_for.{}", "mean"},
    FigureColumn{{"n", "holds", "holds begun in the window, in all replications together"},
                 "held_for.{}",
                 "mean",
                 Part::N},
};

constexpr FigureTable table{"held.csv",
                            "one row a level that holds people and the level they wait for",
                            text_columns,
                            figures};

}  // namespace

Table held_table() {
  const auto write = [](const Report& report, const TextSink& sink) {
    const models::Model& model = report.model;
    CsvWriter csv(table.columns(), sink);
    for (std::size_t i = 0; i < model.level_count; ++i) {
      for (std::size_t j = 0; j < model.level_count; ++j) {
        const models::StateModel& holder = model.states[i];
        const models::StateModel& next = model.states[j];
        if (report.summary.find(holder.name, "held_for." + next.name, "mean") == nullptr) continue;
        csv.text(holder.name).text(holder.label).text(next.name).text(next.label);
        write_figures(csv, table, report.summary, holder.name, next.name);
        csv.end_row();
      }
    }
    csv.finish();
  };
  return {table.file, table.meaning, table.columns(), write};
}

}  // namespace stepdown::analysis
