#include "analysis/catalog/measurement.hpp"
#include "analysis/report/tables.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stepdown::analysis {

namespace {

constexpr std::string_view meaning_of_revenue =
    "what is paid for the month: mean over replications";
constexpr std::string_view variable = "costs of people in the month: mean over replications";
constexpr std::string_view meaning_of_cost =
    "all costs of the month, staff as it is needed at its midnights: mean over replications; of "
    "everybody only";
constexpr std::string_view meaning_of_margin =
    "revenue - cost of the month: mean over replications";
constexpr std::string_view money_monthly_low = "low end of the 95 % interval of the mean";
constexpr std::string_view money_monthly_high = "high end of that interval";
constexpr std::string_view money_monthly_p05 =
    "5 % of the replications have this or less in the month";
constexpr std::string_view money_monthly_p95 =
    "95 % of the replications have this or less in the month";

constexpr std::array<Column, 27> columns_of_money_monthly{{
    {"month", "-", "year and month, as in 2026-01"},
    {"state", "-", "a level or community state; all: together"},
    {"label", "-", "its label"},
    {"group", "-", "all, or attribute=value of those who pay different prices"},
    {"currency", "-", "of all amounts of money"},
    {"days", "days", "of the month that were observed: fewer than it has where it is cut off"},
    {"revenue_mean", "money", meaning_of_revenue},
    {"revenue_low", "money", money_monthly_low},
    {"revenue_high", "money", money_monthly_high},
    {"revenue_p05", "money", money_monthly_p05},
    {"revenue_p95", "money", money_monthly_p95},
    {"variable_cost_mean", "money", variable},
    {"variable_cost_low", "money", money_monthly_low},
    {"variable_cost_high", "money", money_monthly_high},
    {"variable_cost_p05", "money", money_monthly_p05},
    {"variable_cost_p95", "money", money_monthly_p95},
    {"cost_mean", "money", meaning_of_cost},
    {"cost_low", "money", money_monthly_low},
    {"cost_high", "money", money_monthly_high},
    {"cost_p05", "money", money_monthly_p05},
    {"cost_p95", "money", money_monthly_p95},
    {"margin_mean", "money", meaning_of_margin},
    {"margin_low", "money", money_monthly_low},
    {"margin_high", "money", money_monthly_high},
    {"margin_p05", "money", money_monthly_p05},
    {"margin_p95", "money", money_monthly_p95},
    {"replications", "-", "independent runs behind the row"},
}};

void write_amount(CsvWriter& csv, const std::optional<OverReplications>& amount) {
  constexpr std::size_t cells = 5;
  if (amount)
    csv.estimate(*amount);
  else
    csv.blank(cells);
}

void write_money_months(const Report& report, const TextSink& sink) {
  CsvWriter csv(columns_of_money_monthly, sink);
  for (const MonthlyMoney& money : report.summary.monthly_money) {
    csv.month(money.month.month);
    if (money.state) {
      const models::StateModel& state = report.model.states[*money.state];
      csv.text(state.name).text(state.label);
    } else {
      csv.text(all).text(all);
    }
    csv.text(money.group).text(report.model.settings.currency).number(money.month.days());
    write_amount(csv, money.revenue);
    write_amount(csv, money.variable_cost);
    write_amount(csv, money.cost);
    write_amount(csv, money.margin);
    csv.number(std::int64_t{report.summary.replications}).end_row();
  }
  csv.finish();
}

}  // namespace

Table money_monthly_table() {
  Table table{"money_monthly.csv",
              "one row a month and a level or community state, where there are prices or costs, "
              "also of the months that are cut off by the window; again for people who pay "
              "different prices; of windows of more than ten years there is none",
              {columns_of_money_monthly.begin(), columns_of_money_monthly.end()},
              write_money_months};
  table.is_written = [](const Report& report) { return !report.summary.monthly_money.empty(); };
  return table;
}

}  // namespace stepdown::analysis
