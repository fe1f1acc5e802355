#include "analysis/report/tables.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 7> columns_of_census_distribution{{
    {"level", "-", "name of the level of care"},
    {"label", "-", "its label"},
    {"group", "-", "all people, or those with one value of a report_by attribute"},
    {"count", "-", "census, list or held: see metrics"},
    {"people", "people", "so many of them, from the fewest to the most that there ever were"},
    {"share", "fraction", "of the time of all replications"},
    {"at_most", "fraction", "share of the time with so many or fewer"},
}};

void write_distribution(CsvWriter& csv,
                        const models::StateModel& level,
                        const PeopleDistribution& distribution) {
  const double total = distribution.time.total_days();
  if (!(total > 0)) return;
  sim::TimeSum at_most;
  const int most = distribution.time.maximum();
  for (int people = distribution.time.minimum(); people <= most; ++people) {
    at_most += distribution.time.time_at(people);
    csv.text(level.name).text(level.label).text(distribution.group).text(distribution.metric);
    csv.number(std::int64_t{people});
    csv.number(std::optional(sim::to_days(distribution.time.time_at(people)) / total));
    csv.number(std::optional(at_most.days() / total)).end_row();
  }
}

}  // namespace

Table census_distribution_table() {
  Table table{"census_distribution.csv",
              "one row a level, a count of people there and a number that it had",
              {columns_of_census_distribution.begin(), columns_of_census_distribution.end()},
              {}};
  table.write = [](const Report& report, const TextSink& sink) {
    CsvWriter csv(columns_of_census_distribution, sink);
    for (const PeopleDistribution& distribution : report.summary.distributions)
      write_distribution(csv, report.model.states[distribution.level], distribution);
    csv.finish();
  };
  return table;
}

}  // namespace stepdown::analysis
