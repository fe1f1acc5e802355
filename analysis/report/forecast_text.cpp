#include "analysis/report/forecast_text.hpp"

#include "analysis/report/text_table.hpp"
#include "analysis/report/wrapped_text.hpp"

#include <fmt/format.h>

#include <optional>
#include <vector>

namespace stepdown::analysis {

namespace {

std::string date_of(const models::Model& model, const FirstDays& days, double share) {
  const std::optional<long> day = days.by(share);
  return day ? model.calendar.iso_date(*day) : "-";
}

void add_cells(std::vector<std::string>& row, const models::Model& model, const FirstDays& days) {
  row.push_back(date_of(model, days, 0.5));
  row.push_back(date_of(model, days, 0.9));
  row.push_back(fmt::format("{:.0f} %", 100 * days.share()));
}

std::string reached_text(const Report& report, const Page& page) {
  std::vector<std::vector<std::string>> rows{{"", "people", "reached", "90 % by", "in"}};
  for (const ReachedOn& reached : report.summary.forecast.reached) {
    const models::ReachedNumber& number = reached.number;
    std::vector<std::string> row{
        report.model.state(number.level).name,
        fmt::format("{} {}", number.is_from_above ? "down to" : "up to", number.people)};
    add_cells(row, report.model, reached.days);
    rows.push_back(std::move(row));
  }
  return rows.size() == 1 ? std::string{} : aligned(std::move(rows), page);
}

}  // namespace

std::string forecast_text(const Report& report, const Page& page) {
  if (report.summary.forecast.empty()) return {};
  std::vector<std::vector<std::string>> rows{
      {"", "list empty", "90 % by", "in", "full", "90 % by", "in"}};
  for (const LevelForecast& level : report.summary.forecast.levels) {
    std::vector<std::string> row{report.model.states[level.level].name};
    add_cells(row, report.model, level.list_empty);
    add_cells(row, report.model, level.full);
    rows.push_back(std::move(row));
  }
  const std::string levels = rows.size() == 1 ? std::string{} : aligned(std::move(rows), page);
  return "\n" + levels + reached_text(report, page) +
         wrapped(
             "First date at 00:00: in half, and in 90 %, of the replications; - not in so many.\n",
             page);
}

}  // namespace stepdown::analysis
