#include "analysis/theory/offered_pattern.hpp"

#include "analysis/theory/theory_figures.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <variant>

using namespace stepdown;
using analysis::TheoryFigure;
using analysis::TheoryReport;

TEST_SUITE_BEGIN("unit");

namespace {

/// One level with such places and stays, and one source.
models::Model one_level_of(const std::string& places,
                           const std::string& stay,
                           const std::string& arrivals) {
  return models::compile(models::read_scenario_text("schema: 1\nname: One level\n"
                                                    "start: 2026-01-05\n"
                                                    "run: {warm_up: 200 d, horizon: 3850 d}\n"
                                                    "levels:\n  a: {places: " +
                                                        places + ", treatment_time: " + stay +
                                                        ", to: out}\noutcomes: [out]\n"
                                                        "arrivals:\n  r: {" +
                                                        arrivals + ", to: a}\n",
                                                    "test.yaml"))
      .model;
}

const TheoryFigure* find(const TheoryReport& report,
                         const std::string& metric,
                         const std::string& statistic) {
  const auto found = std::ranges::find_if(report.figures, [&](const TheoryFigure& f) {
    return f.state == "a" && f.metric == metric && f.statistic == statistic;
  });
  return found == report.figures.end() ? nullptr : &*found;
}

bool has_note(const TheoryReport& report, const std::string& note) {
  return std::ranges::any_of(report.figures,
                             [&note](const TheoryFigure& f) { return f.note == note; });
}

}  // namespace

TEST_CASE("offered pattern: of a steady rate it is the offered load alone") {
  const auto model =
      one_level_of("unlimited", "{exponential: {mean: 5 d}}", "poisson: {rate: 2 /d}");
  const TheoryReport report = analysis::theory_report(model);
  const auto* parts = std::get_if<std::vector<analysis::OfferedPart>>(&report.offered.at(0));
  REQUIRE(parts != nullptr);
  REQUIRE(parts->size() == 1);
  CHECK(parts->front().load == doctest::Approx(10));
}

// A separate event loop says: on one day in 20 above 63, standard deviation 8.84. A Poisson census
// of the mean, 48, would say 60.
TEST_CASE("offered pattern: weekdays and the first week of the month widen the census") {
  const auto model = one_level_of("unlimited",
                                  "{lognormal: {median: 4 d, mean: 4.8 d}}",
                                  "poisson: {rate: 10 /d, weekday: {mon: 1.176, tue: 1.176, wed: "
                                  "1.176, thu: 1.176, fri: 1.176, "
                                  "sat: 0.56, sun: 0.56}, day_of_month: {1-7: 1.34}}");
  const TheoryReport report = analysis::theory_report(model);
  const TheoryFigure* p95 = find(report, "offered_load", "p95");
  REQUIRE(p95 != nullptr);
  CHECK(p95->value.value() == doctest::Approx(63).epsilon(1.0 / 63));
}

TEST_CASE("offered pattern: batches are not sized as people who come alone") {
  const TheoryReport batches = analysis::theory_report(one_level_of(
      "{beds: 28}", "{uniform: {min: 1 d, max: 5 d}}", "poisson: {rate: 2 /d}, batch: {3: 1}"));
  const TheoryFigure* places = find(batches, "places_for_5_percent_delay", "count");
  REQUIRE(places != nullptr);
  CHECK(places->method == "compound Poisson census");
  CHECK(find(batches, "places_for_20_percent_wait", "count") == nullptr);
  CHECK(find(batches, "wait", "p90") == nullptr);
}

TEST_CASE("offered pattern: given moments have no Poisson census to size by") {
  const TheoryReport scheduled = analysis::theory_report(
      one_level_of("{beds: 28}", "{uniform: {min: 1 d, max: 5 d}}", "scheduled: {every: 0.2 d}"));
  CHECK(find(scheduled, "places_for_5_percent_delay", "count") == nullptr);
  CHECK(find(scheduled, "one_in_n", "ratio") == nullptr);
}

TEST_CASE("offered pattern: one person every 7 d for 28 d fits into 4 places") {
  const TheoryReport fits =
      analysis::theory_report(one_level_of("{beds: 4}", "28 d", "scheduled: {every: 7 d}"));
  CHECK_FALSE(has_note(fits, "more is asked for than the places can serve"));
  const TheoryReport full =
      analysis::theory_report(one_level_of("{beds: 4}", "29 d", "scheduled: {every: 7 d}"));
  CHECK(has_note(full, "more is asked for than the places can serve"));
  const TheoryReport random =
      analysis::theory_report(one_level_of("{beds: 4}", "28 d", "poisson: {rate: 1 /wk}"));
  CHECK(has_note(random, "more is asked for than the places can serve"));
}

TEST_SUITE_END();
