#include "analysis/catalog/measurement.hpp"
#include "analysis/report/figure_table.hpp"
#include "analysis/report/tables.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 5> texts_of_services{{
    {"level", "-", "name of the level of care"},
    {"label", "-", "its label"},
    {"service", "-", "its name; crisis: contacts of `crisis`, of which `people` is empty"},
    {"role", "-", "of `staff`: who leads it"},
    {"people", "people", "who fit into a session"},
}};

const FigureTable& services_figures() {
  static const FigureTable made{"services.csv",
                                "one row a level and service, then one of its crisis contacts, "
                                "where there are any",
                                texts_of_services,
                                WideTable::Services};
  return made;
}

/// Contacts in a crisis are sessions of one person that nobody has planned.
std::string metric_of_crisis(std::string_view figure) {
  if (figure == "service_sessions.<service>") return "crisis_rate";
  if (figure == "service_hours.<service>") return "crisis_hours";
  return {};
}

void write_services_rows(CsvWriter& csv, const Report& report, const std::string& group) {
  if (group != all) return;  // of everybody only
  for (const models::StateModel& level : report.model.states) {
    for (const models::ServiceModel& service : level.services) {
      csv.text(level.name).text(level.label).text(service.name);
      csv.text(report.model.staff[service.role].name).number(std::int64_t{service.people});
      services_figures().write_figures(
          csv, report.summary, level.name, group, FigureTable::about(service.name));
    }
    if (!level.program.crisis) continue;
    csv.text(level.name).text(level.label).text("crisis");
    csv.text(report.model.staff[level.program.crisis->role].name).blank();
    services_figures().write_figures(csv, report.summary, level.name, group, metric_of_crisis);
  }
}

}  // namespace

Table services_table() {
  Table services = services_figures().with(write_services_rows);
  services.is_written = [](const Report& report) {
    return std::ranges::any_of(report.model.states, [](const models::StateModel& state) {
      return !state.services.empty() || state.program.crisis;
    });
  };
  return services;
}

}  // namespace stepdown::analysis
