#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <string>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 2> texts_of_levels{{
    {"level", "-", "name of the level of care in the scenario"},
    {"label", "-", "its label"},
}};

const FigureTable& levels_figures() {
  static const FigureTable made{"levels.csv",
                                "one row a level of care, from most to least intensive",
                                texts_of_levels,
                                WideTable::Levels};
  return made;
}

}  // namespace

Table levels_table() {
  return levels_figures().with([](CsvWriter& csv, const Report& report, const std::string& group) {
    for (std::size_t i = 0; i < report.model.level_count; ++i) {
      const models::StateModel& level = report.model.states[i];
      csv.text(level.name).text(level.label);
      levels_figures().write_figures(
          csv, report.summary, level.name, group, FigureTable::about(""));
    }
  });
}

}  // namespace stepdown::analysis
