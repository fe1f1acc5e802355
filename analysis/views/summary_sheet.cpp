#include "analysis/views/summary_sheet.hpp"

#include "analysis/report/csv.hpp"
#include "analysis/report/json_file.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/views/table_sheets.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <array>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

namespace {

/// A column of the levels at a glance.
struct Glance {
  std::string_view column;  ///< of levels.csv
  std::string_view title;
  NumberForm form;
};

constexpr std::array<Glance, 13> glances{{
    {"mean_places", "Places", NumberForm::Plain},
    {"mean_census", "Census", NumberForm::Days},
    {"utilization", "Use of places", NumberForm::Percent},
    {"utilization_low", "from", NumberForm::Percent},
    {"utilization_high", "to", NumberForm::Percent},
    {"p_delay", "Have to wait", NumberForm::Percent},
    {"p_delay_low", "from", NumberForm::Percent},
    {"p_delay_high", "to", NumberForm::Percent},
    {"mean_wait_days", "Mean wait, days", NumberForm::Days},
    {"mean_wait_days_low", "from", NumberForm::Days},
    {"mean_wait_days_high", "to", NumberForm::Days},
    {"wait_p90_days", "90 % wait at most, days", NumberForm::Days},
    {"lost_per_year", "Lost a year", NumberForm::Days},
}};

constexpr std::uint16_t name_column = 0;
constexpr double name_width = 34;
constexpr double number_width = 11;

/// A text of JSON, or what else stands there; empty when nothing does.
std::string words_in(const Json& json, const char* key) {
  const Json& value = part_of(json, key);
  if (value.is_null()) return {};
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::uint32_t add_scenario(ExcelSheet& sheet, const Json& scenario, std::uint32_t row) {
  sheet.text(row, 0, "Scenario");
  sheet.text(row++, 1, words_in(scenario, "name"));
  sheet.text(row, 0, "File");
  sheet.text(row++, 1, words_in(scenario, "file"));
  for (const Json& set : part_of(scenario, "set")) {
    sheet.text(row, 0, "Set");
    sheet.text(row++, 1, set.is_string() ? set.get<std::string>() : set.dump());
  }
  return row;
}

/// What was simulated. @returns the row after it
std::uint32_t add_facts(ExcelSheet& sheet, const Json& manifest) {
  const std::string name = text_in(first_scenario(manifest), "name");
  sheet.title(0, 0, name.empty() ? "stepdown" : name);
  std::uint32_t row = 2;
  const Json& scenarios = part_of(manifest, "scenarios");
  if (scenarios.is_array())
    for (const Json& scenario : scenarios)
      row = add_scenario(sheet, scenario, row);
  else
    row = add_scenario(sheet, part_of(manifest, "scenario"), row);
  const Json& window = part_of(manifest, "window");
  const Json& replications = part_of(manifest, "replications");
  const std::vector<std::pair<const char*, std::string>> facts{
      {"Observed from", words_in(window, "observed_from")},
      {"to", words_in(window, "observed_to")},
      {"Warm-up, days", words_in(window, "warm_up_days")},
      {"Horizon, days", words_in(window, "horizon_days")},
      {"Replications",
       replications.is_object() ? words_in(replications, "finished")
                                : words_in(manifest, "replications")},
      {"Seed", words_in(manifest, "seed")},
      {"Command", words_in(manifest, "command")},
      {"Version", words_in(manifest, "version")}};
  for (const auto& [fact, text] : facts) {
    if (text.empty()) continue;
    sheet.text(row, 0, fact);
    sheet.text(row++, 1, text);
  }
  return row;
}

/// A reference to a number in the sheet of `table`.
void refer(ExcelSheet& sheet,
           std::pair<std::uint32_t, std::uint16_t> where,
           const ResultTable& table,
           std::pair<std::size_t, std::size_t> cell,
           NumberForm form) {
  const auto number = number_of(table.rows[cell.first][cell.second]);
  if (!number) return;
  const auto row = static_cast<std::uint32_t>(cell.first) + 1;
  const auto column = static_cast<std::uint16_t>(cell.second);
  const std::string place = text_of({sheet_name(table.file), row, row, column, column});
  sheet.formula(where.first, where.second, "=" + place, {*number, form});
}

std::uint32_t add_levels(ExcelSheet& sheet, const ResultTable& levels, std::uint32_t row) {
  const std::size_t label = levels.column("label");
  const std::size_t group = levels.column("group");
  if (label == levels.columns.size() || group == levels.columns.size()) return row;
  sheet.bold(row, name_column, "Level");
  std::uint16_t at = name_column;
  for (const Glance& glance : glances) {
    sheet.bold(row, ++at, glance.title);
    sheet.width(at, number_width);
  }
  for (std::size_t i = 0; i < levels.rows.size(); ++i) {
    if (levels.rows[i][group] != "all") continue;
    ++row;
    sheet.text(row, name_column, text_of_field(levels.rows[i][label]));
    at = name_column;
    for (const Glance& glance : glances) {
      const std::size_t column = levels.column(glance.column);
      ++at;
      if (column < levels.columns.size()) refer(sheet, {row, at}, levels, {i, column}, glance.form);
    }
  }
  sheet.text(row + 1, name_column, "from–to: the 95 % interval. Every number is a reference.");
  return row + 3;
}

void add_targets(ExcelSheet& sheet, const ResultTable& targets, std::uint32_t row) {
  const std::size_t target = targets.column("target");
  const std::size_t met = targets.column("met");
  const std::size_t value = targets.column("value");
  if (std::max({target, met, value}) == targets.columns.size()) return;
  sheet.bold(row, name_column, "Target");
  sheet.bold(row, 1, "Value");
  sheet.bold(row, 2, "Met");
  for (std::size_t i = 0; i < targets.rows.size(); ++i) {
    ++row;
    sheet.text(row, name_column, text_of_field(targets.rows[i][target]));
    refer(sheet, {row, 1}, targets, {i, value}, NumberForm::Plain);
    sheet.text(row, 2, targets.rows[i][met]);
  }
}

}  // namespace

void add_summary_sheet(ExcelFile& file, const Results& results) {
  ExcelSheet sheet = file.add_sheet("Summary");
  sheet.width(name_column, name_width);
  std::uint32_t row = add_facts(sheet, Json::parse(results.manifest)) + 1;
  if (const ResultTable* const levels = results.table("levels.csv"))
    row = add_levels(sheet, *levels, row);
  if (const ResultTable* const targets = results.table("targets.csv"))
    add_targets(sheet, *targets, row);
  sheet.print_across();
}

}  // namespace stepdown::analysis
