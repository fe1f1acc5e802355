#include "analysis/theory/offered_pattern.hpp"

#include "analysis/formulas/erlang.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
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

// Stays exponential with mean 5 d, one person every 2 d: whoever came k intervals ago is there with
// chance exp(-0.4 k).
TEST_CASE("offered pattern: of a schedule those of earlier moments are there by their stays") {
  const TheoryReport report = analysis::theory_report(
      one_level_of("{beds: 4}", "{exponential: {mean: 5 d}}", "scheduled: {every: 2 d}"));
  std::vector<double> number{1};
  for (int k = 1; k < 100; ++k) {
    const double p = std::exp(-0.4 * k);
    number.push_back(0);
    for (std::size_t n = number.size() - 1; n > 0; --n)
      number[n] = number[n] * (1 - p) + number[n - 1] * p;
    number[0] *= 1 - p;
  }
  const auto& parts = std::get<std::vector<analysis::OfferedPart>>(report.offered.at(0));
  const double p_delay = number[4] / (number[0] + number[1] + number[2] + number[3] + number[4]);
  CHECK(analysis::capacity_point(parts, 4).p_delay == doctest::Approx(p_delay).epsilon(1e-6));
  CHECK(p_delay < 0.8 * analysis::erlang_b(2.5, 4));
}

TEST_CASE("offered pattern: pairs on a schedule find each other") {
  const TheoryReport report = analysis::theory_report(one_level_of(
      "{beds: 5}", "{uniform: {min: 1 d, max: 5 d}}", "scheduled: {every: 4 d}, batch: {2: 1}"));
  // both of the last pair are there with chance 1/16, one of them with 6/16
  const TheoryFigure* five = find(report, "p_delay", "share");
  REQUIRE(five != nullptr);
  CHECK(five->value.value() == doctest::Approx(0));
  const auto& parts = std::get<std::vector<analysis::OfferedPart>>(report.offered.at(0));
  CHECK(analysis::capacity_point(parts, 3).p_delay == doctest::Approx(0.5 * 1.0 / 16));
  CHECK(analysis::capacity_point(parts, 2).p_delay == doctest::Approx(1.0 / 16 + 0.5 * 6.0 / 16));
}

TEST_CASE(
    "offered pattern: given moments have no sizing where sources differ or people come back") {
  const TheoryReport mixed = analysis::theory_report(
      one_level_of("{beds: 28}",
                   "{uniform: {min: 1 d, max: 5 d}}",
                   "scheduled: {every: 0.2 d}, to: a}\n  s: {poisson: {rate: 1 /d}"));
  CHECK(has_note(mixed, "no sizing: some come at random and some at given moments"));
  CHECK(find(mixed, "places_for_5_percent_delay", "count") == nullptr);
  CHECK(find(mixed, "one_in_n", "ratio") == nullptr);
  const TheoryReport twice =
      analysis::theory_report(one_level_of("{beds: 28}",
                                           "{uniform: {min: 1 d, max: 5 d}}",
                                           "scheduled: {every: 2 d}, to: a}\n  s: {scheduled: "
                                           "{every: 3 d}"));
  CHECK(has_note(twice, "no sizing: people come at intervals that differ"));
}

TEST_CASE("offered pattern: one person every 7 d for 28 d fits into 4 places") {
  const TheoryReport fits =
      analysis::theory_report(one_level_of("{beds: 4}", "28 d", "scheduled: {every: 7 d}"));
  CHECK_FALSE(has_note(fits, "more is asked for than the places can serve"));
  CHECK(has_note(fits, "nobody is ever delayed"));
  const TheoryReport full =
      analysis::theory_report(one_level_of("{beds: 4}", "29 d", "scheduled: {every: 7 d}"));
  CHECK(has_note(full, "more is asked for than the places can serve"));
  const TheoryReport random =
      analysis::theory_report(one_level_of("{beds: 4}", "28 d", "poisson: {rate: 1 /wk}"));
  CHECK(has_note(random, "more is asked for than the places can serve"));
}

TEST_SUITE_END();
