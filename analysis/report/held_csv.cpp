#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <string>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 4> texts_of_held{{
    {"held_in", "-", "name of the level whose places were kept"},
    {"held_in_label", "-", "its label"},
    {"waiting_for", "-", "name of the level that had no place"},
    {"waiting_for_label", "-", "its label"},
}};

const FigureTable& held_figures() {
  static const FigureTable made{"held.csv",
                                "one row a level that holds people and the level they wait for",
                                texts_of_held,
                                WideTable::Held};
  return made;
}

}  // namespace

Table held_table() {
  return held_figures().with([](CsvWriter& csv, const Report& report, const std::string& group) {
    const models::Model& model = report.model;
    for (std::size_t i = 0; i < model.level_count; ++i) {
      for (std::size_t j = 0; j < model.level_count; ++j) {
        const models::StateModel& holder = model.states[i];
        const models::StateModel& next = model.states[j];
        if (report.summary.find(holder.name, "held_for." + next.name, "mean") == nullptr) continue;
        csv.text(holder.name).text(holder.label).text(next.name).text(next.label);
        held_figures().write_figures(
            csv, report.summary, holder.name, group, FigureTable::about(next.name));
      }
    }
  });
}

}  // namespace stepdown::analysis
