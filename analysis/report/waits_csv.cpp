#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <string>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 3> text_columns{{
    {"level", "-", "name of the level of care asked for"},
    {"label", "-", "its label"},
    {"who",
     "-",
     "admitted: wait from request to admission; gave_up: from request to giving up; left_list: to "
     "leaving the list by an exit of waiting"},
}};

/// The rows of a level, and the figure that they show in the columns of `wait`.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kinds_of_wait{
    {{"admitted", "wait"}, {"gave_up", "gave_up_wait"}, {"left_list", "left_list_wait"}}};

const FigureTable& table() {
  static const FigureTable made{
      "waits.csv", "one row a level and kind of wait", text_columns, WideTable::Waits};
  return made;
}

}  // namespace

Table waits_table() {
  return table().with([](CsvWriter& csv, const Report& report, const std::string& group) {
    for (std::size_t i = 0; i < report.model.level_count; ++i) {
      const models::StateModel& level = report.model.states[i];
      for (const auto& [who, wait] : kinds_of_wait) {
        csv.text(level.name).text(level.label).text(who);
        table().write_figures(
            csv, report.summary, level.name, group, [wait_of_row = wait](std::string_view figure) {
              return std::string(figure == "wait" ? wait_of_row : figure);
            });
      }
    }
  });
}

}  // namespace stepdown::analysis
