#include "analysis/experiments/run_model.hpp"
#include "analysis/report/report.hpp"
#include "analysis/report/tables.hpp"
#include "tests/support/csv_records.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// The tables for people: what stands in them adds up.
namespace stepdown::tests {
namespace {

/// A row by the names of its columns.
using Row = std::map<std::string, std::string>;

std::vector<Row> rows_of(const analysis::Table& table,
                         const models::Model& model,
                         const analysis::Summary& summary) {
  std::string text;
  table.write({model, summary}, [&text](std::string_view part) { text += part; });
  const auto records = csv_records(text);
  REQUIRE(records);
  std::vector<Row> rows;
  for (std::size_t r = 1; r < records->size(); ++r) {
    Row& row = rows.emplace_back();
    for (std::size_t i = 0; i < records->front().size(); ++i)
      row[records->front()[i]] = (*records)[r][i];
  }
  return rows;
}

double number(const Row& row, const std::string& column) {
  const std::string& text = row.at(column);
  return text.empty() ? 0 : std::stod(text);
}

analysis::Summary ran(const models::Model& model) {
  auto summary = analysis::run_model(model, {.threads = 1});
  REQUIRE(summary);
  return *std::move(summary);
}

const Row& row_with(const std::vector<Row>& rows, const Row& cells) {
  const auto found = std::ranges::find_if(rows, [&cells](const Row& row) {
    return std::ranges::all_of(
        cells, [&row](const auto& cell) { return row.at(cell.first) == cell.second; });
  });
  REQUIRE(found != rows.end());
  return *found;
}

// One place, and stays of 10 days: of those there at the start one has it and two wait, of whom one
// gives up after 9 days; one comes on day 8 and is admitted after the other.
const std::string with_a_list = R"(
schema: 1
name: List
start: 2026-01-05
run: {warm_up: 0 d, horizon: 50 d, replications: 1}
levels:
  care:
    places: {slots: 1}
    treatment_time: 10 d
    to: done
    waiting: {patience: 9 d, gave_up_to: lost}
outcomes: [done, lost]
arrivals:
  calls: {scheduled: {every: 1000 d, first: 8 d}, to: care}
start_from:
  care: {census: 1, waiting: 2}
)";

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("flows: who waited at the start comes from there so that flows make up admissions") {
  const models::Model model = model_of(with_a_list);
  const analysis::Summary summary = ran(model);
  const std::vector<Row> flows = rows_of(analysis::flows_table(), model, summary);
  const Row& first = row_with(flows, {{"from", "start_from"}, {"to", "care"}, {"group", "all"}});
  CHECK(first.at("move") == "waited_at_start");
  CHECK(first.at("from_label").empty());
  CHECK(first.at("n") == "1");
  CHECK(number(first, "moves_per_year") == doctest::Approx(7.3));
  CHECK(first.at("share") == "1");
  double into_care = 0;
  for (const Row& row : flows)
    if (row.at("to") == "care") into_care += number(row, "moves_per_year");
  const std::vector<Row> levels = rows_of(analysis::levels_table(), model, summary);
  CHECK(number(levels.front(), "admissions_per_year") == doctest::Approx(14.6));
  CHECK(into_care == doctest::Approx(14.6));
  CHECK(row_with(flows, {{"from", "care"}, {"to", "lost"}}).at("move") == "gave_up");
}

TEST_CASE("flows: nobody who is there at the start without waiting came from anywhere") {
  const models::Model model = model_of(with_a_list, {"start_from={care: {census: 1}}"});
  const std::vector<Row> flows = rows_of(analysis::flows_table(), model, ran(model));
  CHECK(std::ranges::none_of(flows, [](const Row& row) { return row.at("from") == "start_from"; }));
}

// Somebody comes at midnight every fourth day, is treated for a day and waits until noon, which is
// half a day.
TEST_CASE("levels: those who wait for the hour of discharge are a part of the census") {
  const std::string text = R"(
schema: 1
name: Noon
start: 2026-01-05
run: {warm_up: 0 d, horizon: 40 d, replications: 1}
levels:
  ward: {places: {beds: 2}, treatment_time: 1 d, to: day, discharge: {at: 12 h}}
  day: {places: unlimited, treatment_time: 2 d, to: done}
outcomes: [done]
arrivals:
  people: {scheduled: {every: 4 d}, to: ward}
)";
  const models::Model model = model_of(text);
  const std::vector<Row> levels = rows_of(analysis::levels_table(), model, ran(model));
  const Row& ward = levels.at(0);
  CHECK(number(ward, "mean_census") == doctest::Approx(1.5 / 4));
  CHECK(number(ward, "mean_to_discharge") == doctest::Approx(0.5 / 4));
  CHECK(number(ward, "mean_treating") + number(ward, "mean_held") + number(ward, "mean_transfer") +
            number(ward, "mean_to_discharge") ==
        doctest::Approx(number(ward, "mean_census")));
  CHECK(levels.at(1).at("mean_to_discharge").empty());
}

// Of each ten days, one of either kind is in care for five of them, and three of them on it, if
// they are the one who begins.
TEST_CASE("medications: figures are split by the groups of report_by") {
  const std::string text = R"(
schema: 1
name: Medicated
start: 2026-01-05
run: {warm_up: 0 d, horizon: 100 d, replications: 1}
attributes: {profile: {alcohol: 0.5, opioid: 0.5}}
report_by: [profile]
levels:
  care: {places: unlimited, treatment_time: 5 d, to: done}
outcomes: [done]
medications:
  bup: {at_arrival: {given: profile, alcohol: 0, opioid: 1}, lasts: 3 d}
arrivals:
  some: {scheduled: {every: 10 d}, attributes: {profile: {alcohol: 1, opioid: 0}}, to: care}
  others: {scheduled: {every: 10 d}, attributes: {profile: {alcohol: 0, opioid: 1}}, to: care}
)";
  const models::Model model = model_of(text);
  const std::vector<Row> rows = rows_of(analysis::medications_table(), model, ran(model));
  const auto of = [&rows](const std::string& group, const std::string& state) -> const Row& {
    return row_with(rows, {{"group", group}, {"state", state}});
  };
  for (const std::string where : {"all", "care"}) {
    CHECK(number(of("all", where), "people") == doctest::Approx(0.3));
    CHECK(number(of("all", where), "share") == doctest::Approx(0.3));
    CHECK(number(of("profile=opioid", where), "people") == doctest::Approx(0.3));
    CHECK(number(of("profile=opioid", where), "share") == doctest::Approx(0.6));
    CHECK(number(of("profile=alcohol", where), "people") == doctest::Approx(0));
    CHECK(of("profile=alcohol", where).at("share") == "0");
  }
  CHECK(number(of("profile=opioid", "all"), "begun_per_year") == doctest::Approx(36.5));
  CHECK(number(of("profile=opioid", "all"), "stopped_per_year") == doctest::Approx(36.5));
  CHECK(number(of("profile=opioid", "all"), "length_mean") == doctest::Approx(3));
  CHECK(of("profile=opioid", "all").at("kept_30") == "0");
  CHECK(number(of("profile=alcohol", "all"), "begun_per_year") == doctest::Approx(0));
  CHECK(of("profile=alcohol", "all").at("kept_30").empty());
}

TEST_SUITE_END();

}  // namespace stepdown::tests
