#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <string>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 3> texts_of_waits{{
    {"level", "-", "name of the level of care asked for"},
    {"label", "-", "its label"},
    {"who",
     "-",
     "admitted: wait from request to admission; admitted_external, admitted_internal: of those of "
     "them who came from outside treatment, or from a level of treatment; gave_up: from request to "
     "giving up; left_list: to leaving the list by an exit of waiting"},
}};

/// The rows of a level, and the figures that they show in the columns of `wait` and `p_delay`.
struct KindOfWait {
  std::string_view who;
  std::string_view wait;
  std::string_view p_delay = {};  ///< empty: none
};
constexpr std::array<KindOfWait, 5> kinds_of_wait{
    {{"admitted", "wait", "p_delay"},
     {"admitted_external", "wait_external", "p_delay_external"},
     {"admitted_internal", "wait_internal", "p_delay_internal"},
     {"gave_up", "gave_up_wait"},
     {"left_list", "left_list_wait"}}};

const FigureTable& waits_figures() {
  static const FigureTable made{
      "waits.csv", "one row a level and kind of wait", texts_of_waits, WideTable::Waits};
  return made;
}

}  // namespace

Table waits_table() {
  return waits_figures().with([](CsvWriter& csv, const Report& report, const std::string& group) {
    for (std::size_t i = 0; i < report.model.level_count; ++i) {
      const models::StateModel& level = report.model.states[i];
      for (const KindOfWait& kind : kinds_of_wait) {
        csv.text(level.name).text(level.label).text(kind.who);
        waits_figures().write_figures(
            csv, report.summary, level.name, group, [&kind](std::string_view figure) {
              if (figure == "p_delay") return std::string(kind.p_delay);
              return std::string(figure == "wait" ? kind.wait : figure);
            });
      }
    }
  });
}

}  // namespace stepdown::analysis
