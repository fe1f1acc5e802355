#include "analysis/summary/first_days.hpp"

#include "analysis/experiments/run_model.hpp"
#include "analysis/report/forecast_text.hpp"
#include "analysis/report/tables.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

// What a run from today answers: the first day on which a list is empty, or a level is full.
namespace stepdown::tests {
namespace {

using analysis::FirstDays;
using models::Model;

// Five in five places, of which one closes on the second day; two wait.
const std::string unit = R"(
schema: 1
name: Forecast
start: 2026-01-05
run: {warm_up: 0 d, horizon: 12 d, replications: 4}
levels:
  a: {places: {beds: 5, changes: {2026-01-06: 4}}, treatment_time: 10 d, to: done}
  b: {places: {beds: 2}, treatment_time: 10 d, to: done}
  c: {places: unlimited, treatment_time: 10 d, to: done}
outcomes: [done]
arrivals:
  late: {scheduled: {every: 100 d, first: 11 d}, to: b}
start_from: {csv: today.csv}
)";

Model small(const std::string& csv, const std::string& with_start = unit) {
  const models::FileLoader loader = [&csv](const std::string&, std::size_t) -> models::FileText {
    return {csv, {}};
  };
  return models::compile(models::read_scenario_text(with_start, "test.yaml", {}, loader)).model;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("first days: a share of the replications has come so far by its day") {
  FirstDays days;
  days.add(7);
  days.add(std::nullopt);
  days.add(3);
  days.add(5);
  CHECK(days.replications() == 4);
  CHECK(days.share() == 0.75);
  CHECK(days.by(0.25) == 3);
  CHECK(days.by(0.5) == 5);
  CHECK(days.by(0.75) == 7);
  CHECK(days.by(0.9) == std::nullopt);
}

// At midnight 5 are in five places; from the next day on there are four places. A place comes up at
// 2.5, when there is one too many, and at 3.5 and 4.5.
TEST_CASE("first days: a forecast tells when the list is empty and the level is full") {
  const Model model = small(
      "state,status,days,count\n"
      "a,in place,7.5,1\na,in place,6.5,1\na,in place,5.5,1\na,in place,4,2\na,waiting,3,2\n");
  const auto summary = analysis::run_model(model, {.threads = 1});
  REQUIRE(summary);
  const analysis::Report report{model, *summary};
  std::string csv;
  analysis::forecast_table().write(report, [&csv](std::string_view text) { csv += text; });
  CHECK(csv ==
        "level,label,event,people,median_date,p90_date,share,replications\r\n"
        "a,a,list_empty,,2026-01-10,2026-01-10,1,4\r\n"
        "a,a,full,,2026-01-05,2026-01-05,1,4\r\n"
        "b,b,list_empty,,2026-01-05,2026-01-05,1,4\r\n"
        "b,b,full,,,,0,4\r\n");
  CHECK(analysis::forecast_text(report) ==
        "\n"
        "   list empty     90 % by     in        full     90 % by     in\n"
        "a  2026-01-10  2026-01-10  100 %  2026-01-05  2026-01-05  100 %\n"
        "b  2026-01-05  2026-01-05  100 %           -           -    0 %\n"
        "First date at 00:00: in half, and in 90 %, of the replications; - not in so\n"
        "  many.\n");
}

// One comes at 11 to the level b, after the midnight of that day, the last one.
TEST_CASE("first days: a forecast tells when a number is reached from above or from below") {
  std::string asking = unit;
  asking.replace(asking.find("start_from"),
                 std::string::npos,
                 "start_from: {a: {census: 5, reaches: 3}, b: {reaches: 1}, c: {reaches: 0}}\n");
  asking.replace(
      asking.find("treatment_time: 10 d"), 20, "treatment_time: {empirical: {values: [6 d]}}");
  const Model model = small("", asking);
  const auto summary = analysis::run_model(model, {.threads = 1});
  REQUIRE(summary);
  const analysis::Report report{model, *summary};
  std::string csv;
  analysis::forecast_table().write(report, [&csv](std::string_view text) { csv += text; });
  CAPTURE(csv);
  CHECK(csv.find("b,b,reached,1,,,0,4\r\nc,c,reached,0,2026-01-05,2026-01-05,1,4\r\n") !=
        std::string::npos);
  // In the middle of stays of 6 d: after a week nobody of them is left, and before, some are.
  CHECK(csv.find("a,a,reached,3,2026-01-") != std::string::npos);
  CHECK(csv.find("a,a,reached,3,2026-01-05") == std::string::npos);
  const std::string text = analysis::forecast_text(report);
  CAPTURE(text);
  CHECK(text.find("a  down to 3") != std::string::npos);
  CHECK(text.find("b    up to 1") != std::string::npos);
}

TEST_CASE("first days: where nobody is there at the start there is no forecast") {
  const Model model = small("", unit.substr(0, unit.find("start_from")));
  const auto summary = analysis::run_model(model, {.threads = 1});
  REQUIRE(summary);
  const analysis::Report report{model, *summary};
  CHECK(summary->forecast.empty());
  CHECK(analysis::forecast_text(report).empty());
  CHECK_FALSE(analysis::forecast_table().is_written(report));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
