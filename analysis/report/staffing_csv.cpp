#include "analysis/catalog/measurement.hpp"
#include "analysis/catalog/staff_load.hpp"
#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 4> texts_of_staffing{{
    {"role", "-", "of `staff`"},
    {"state", "-", "a level that needs it; all: all levels together"},
    {"label", "-", "its label"},
    {"at_hand",
     "full-time equivalents",
     "employed at the start, as the scenario says; empty: it does not"},
}};

const FigureTable& staffing_figures() {
  static const FigureTable made{"staffing.csv",
                                "one row a role for all levels together, then one for each level "
                                "that needs it; where there is staff",
                                texts_of_staffing,
                                WideTable::Staffing};
  return made;
}

void write_staffing_rows(CsvWriter& csv, const Report& report, const std::string& group) {
  if (group != all) return;  // of everybody only
  for (std::size_t role = 0; role < report.model.staff.size(); ++role) {
    const models::RoleModel& of = report.model.staff[role];
    csv.text(of.name).text(all).text(all).number(of.at_hand);
    staffing_figures().write_figures(csv, report.summary, all, group, FigureTable::about(of.name));
    for (const models::StateModel& level : report.model.states) {
      if (!needs(level, role)) continue;
      csv.text(of.name).text(level.name).text(level.label).blank();
      staffing_figures().write_figures(
          csv, report.summary, level.name, group, FigureTable::about(of.name));
    }
  }
}

}  // namespace

Table staffing_table() {
  Table staffing = staffing_figures().with(write_staffing_rows);
  staffing.is_written = [](const Report& report) { return !report.model.staff.empty(); };
  return staffing;
}

}  // namespace stepdown::analysis
