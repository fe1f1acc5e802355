#pragma once

#include "analysis/report/csv.hpp"
#include "analysis/report/report.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// One CSV file of a run: what it is, and how to write it.
struct Table {
  std::string_view file;
  std::string_view meaning;  ///< what one row is
  std::vector<Column> columns;
  std::function<void(const Report&, const TextSink&)> write;
  bool is_long = false;  ///< has a row for each day or replication: takes longest to write
  bool (*is_written)(const Report&) = nullptr;  ///< null: always
};

/// Wide tables for people.
[[nodiscard]] Table levels_table();
[[nodiscard]] Table waits_table();
[[nodiscard]] Table exits_table();
[[nodiscard]] Table flows_table();
[[nodiscard]] Table held_table();
[[nodiscard]] Table medications_table();
[[nodiscard]] Table staffing_table();
[[nodiscard]] Table staffing_weekly_table();
[[nodiscard]] Table services_table();
[[nodiscard]] Table money_table();
[[nodiscard]] Table money_monthly_table();
[[nodiscard]] Table groups_table();
[[nodiscard]] Table tracks_table();
[[nodiscard]] Table census_daily_table();
[[nodiscard]] Table census_monthly_table();
[[nodiscard]] Table census_weekly_table();
[[nodiscard]] Table forecast_table();
[[nodiscard]] Table census_distribution_table();

/// What theory says of other numbers of places, where it says anything.
[[nodiscard]] Table capacity_table();

/// What became of the targets of the scenario, if it has any.
[[nodiscard]] Table targets_table();

/// The values of the scenario and where they come from, if the report has them.
[[nodiscard]] Table inputs_table();

/// The tidy table for programs: everything that was measured.
[[nodiscard]] Table metrics_table();

/// The above, in the order in which a reader meets them.
[[nodiscard]] std::vector<Table> tables();

/// Every file and column of `tables`, every metric and every statistic.
[[nodiscard]] Table dictionary_table();

}  // namespace stepdown::analysis
