#include "analysis/catalog/measurement.hpp"
#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 5> text_columns{{
    {"level", "-", "name of the level of care"},
    {"label", "-", "its label"},
    {"service", "-", "its name"},
    {"role", "-", "of `staff`: who leads it"},
    {"people", "people", "who fit into a session"},
}};

const FigureTable& table() {
  static const FigureTable made{"services.csv",
                                "one row a level and service, where there are services",
                                text_columns,
                                WideTable::Services};
  return made;
}

void write_rows(CsvWriter& csv, const Report& report, const std::string& group) {
  if (group != all) return;  // of everybody only
  for (const models::StateModel& level : report.model.states) {
    for (const models::ServiceModel& service : level.services) {
      csv.text(level.name).text(level.label).text(service.name);
      csv.text(report.model.staff[service.role].name).number(std::int64_t{service.people});
      table().write_figures(
          csv, report.summary, level.name, group, FigureTable::about(service.name));
    }
  }
}

}  // namespace

Table services_table() {
  Table services = table().with(write_rows);
  services.is_written = [](const Report& report) {
    return std::ranges::any_of(report.model.states, [](const models::StateModel& state) {
      return !state.services.empty();
    });
  };
  return services;
}

}  // namespace stepdown::analysis
