#include "analysis/theory/level_sizing.hpp"

#include "analysis/theory/theory_figures.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>

using namespace stepdown;
using analysis::LevelSizing;

namespace {

models::Model level_of(const std::string& stay, const std::string& arrivals) {
  return models::compile(
             models::read_scenario_text(
                 fmt::format("schema: 1\nname: One level\nstart: 2026-01-05\n"
                             "run: {{warm_up: 100 d, horizon: 3750 d}}\n"
                             "levels:\n  a: {{places: {{beds: 26}}, treatment_time: {}, to: out}}\n"
                             "outcomes: [out]\narrivals:\n  r: {{{}, to: a}}\n",
                             stay,
                             arrivals),
                 "test.yaml"))
      .model;
}

LevelSizing sizing_of(const std::string& stay, const std::string& arrivals) {
  return std::get<LevelSizing>(analysis::theory_report(level_of(stay, arrivals)).sizing.at(0));
}

double one_in(const LevelSizing& sizing, int places) {
  return sizing.point(places).one_in_n.value();
}

const std::string exponential = "{exponential: {mean: 5 d}}";
const std::string three_days = "{exponential: {mean: 3 d}}";
const std::string no_weekend = "poisson: {rate: 6.66666667 /d, weekday: {sat: 0, sun: 0}}";
const std::string months =
    "poisson: {rate: 4 /d, month: {jan: 0.8, feb: 0.8, mar: 0.9, apr: 1, may: 1.1, jun: 1.2, "
    "jul: 1.2, aug: 1.2, sep: 1.1, oct: 1, nov: 0.9, dec: 0.8}}";

}  // namespace

TEST_SUITE_BEGIN("unit");

// Right values are those of separate event loops in which those who find no place are lost.
TEST_CASE("level sizing: patterns and schedules with exponential stays are solved") {
  const LevelSizing random = sizing_of(exponential, "poisson: {rate: 4 /d}");
  CHECK(one_in(random, 26) == doctest::Approx(26.9).epsilon(0.01));
  // the event loop says 105 of 14,600 requests in 20 runs, +- 3
  const LevelSizing scheduled = sizing_of(exponential, "scheduled: {every: 6 h}");
  CHECK(one_in(scheduled, 26) == doctest::Approx(102.5).epsilon(0.001));
  CHECK(scheduled.method() == "GI/M/c/c");
  // 21.2 +- 0.2; the Poisson census with unlimited places says 28.5
  const LevelSizing weekend = sizing_of(three_days, no_weekend);
  CHECK(one_in(weekend, 28) == doctest::Approx(21).epsilon(0.02));
  CHECK(weekend.method() == "M(t)/M/c/c");
  // 18.8 +- 0.2; an average over the months of Erlang's formula says 19.1 too, as they are long
  CHECK(one_in(sizing_of(exponential, months), 26) == doctest::Approx(19).epsilon(0.02));
  CHECK(one_in(sizing_of(exponential, "poisson: {rate: 2 /d, steps: {2031-03-01: 6 /d}}"), 26) ==
        doctest::Approx(6).epsilon(0.04));
  CHECK(one_in(sizing_of(exponential, "poisson: {rate: 2.6 /d, growth: 10 %/y}"), 26) ==
        doctest::Approx(8.6).epsilon(0.04));
  for (const auto& solved : {random, scheduled, weekend})
    CHECK_FALSE(solved.is_about());
}

TEST_CASE("level sizing: what is approximated is marked and near") {
  const LevelSizing batches =
      sizing_of(exponential, "poisson: {rate: 2.6666666667 /d}, batch: {1: 0.5, 2: 0.5}");
  CHECK(one_in(batches, 26) == doctest::Approx(17.4).epsilon(0.02));
  const LevelSizing threes =
      sizing_of(exponential, "poisson: {rate: 1.3333333333 /d}, batch: {3: 1}");
  CHECK(one_in(threes, 26) == doctest::Approx(10.7).epsilon(0.02));
  // stays of 3 d always: 9.56 +- 0.05, and the Poisson census says 15.1
  const LevelSizing constant = sizing_of("3 d", no_weekend);
  CHECK(one_in(constant, 28) == doctest::Approx(9.56).epsilon(0.1));
  // 3.2 % lost, and the Poisson census says 1 in 43
  const LevelSizing published =
      sizing_of("{lognormal: {median: 4 d, mean: 4.8 d}}",
                "poisson: {rate: 10 /d, weekday: {mon: 1.176, tue: 1.176, wed: 1.176, thu: 1.176, "
                "fri: 1.176, sat: 0.56, sun: 0.56}, day_of_month: {1-7: 1.34}}");
  CHECK(one_in(published, 60) == doctest::Approx(31.6).epsilon(0.06));
  for (const auto& about : {batches, threes, constant, published})
    CHECK(about.is_about());
  CHECK(sizing_of("{uniform: {min: 1 d, max: 5 d}}", "scheduled: {every: 6 h}").is_about());
}

TEST_CASE("level sizing: a mere schedule is not said to change") {
  const auto said = [](const std::string& arrivals) {
    const auto report = analysis::theory_report(level_of(exponential, arrivals));
    return std::ranges::any_of(report.footnotes, [](const std::string& note) {
      return note.find("arrivals change") != std::string::npos;
    });
  };
  CHECK_FALSE(said("scheduled: {every: 6 h}"));
  CHECK(said("poisson: {rate: 2.6 /d, growth: 10 %/y}"));
}

TEST_CASE("level sizing: without a list it is the share turned away") {
  const auto find = [](const std::string& places) {
    models::Scenario scenario = models::read_scenario_text(
        "schema: 1\nname: One level\nstart: 2026-01-05\nrun: {warm_up: 100 d, horizon: 3750 d}\n"
        "levels:\n  a: {places: {beds: 28}, treatment_time: {exponential: {mean: 3 d}}, to: out" +
            places + "}\noutcomes: [out]\narrivals:\n  r: {" + no_weekend + ", to: a}\n",
        "test.yaml");
    const auto report = analysis::theory_report(models::compile(scenario).model);
    return std::ranges::count_if(report.figures, [](const analysis::TheoryFigure& f) {
      return f.metric == "turned_away" && f.method == "M(t)/M/c/c" && f.value > 0.04;
    });
  };
  CHECK(find("") == 0);
  CHECK(find(", waiting: {limit: 0, turned_away_to: out}") == 1);
}

TEST_CASE("level sizing: the smallest number of places is that of the curve") {
  const LevelSizing weekend = sizing_of(three_days, no_weekend);
  const auto curve = weekend.curve(45);
  for (const double share : {0.5, 0.1, 0.01}) {
    const auto places = static_cast<std::size_t>(weekend.places_for(share));
    CHECK(curve[places].p_delay <= share);
    CHECK(curve[places - 1].p_delay > share);
  }
  CHECK(curve[0].p_delay == 1);
}

TEST_CASE("level sizing: what would take long is approximated instead") {
  // ten years of growth in a level of 400 people: 4.6 billion operations
  const LevelSizing sizing =
      sizing_of("{exponential: {mean: 2 d}}", "poisson: {rate: 200 /d, growth: 0.1 %/y}");
  CHECK(sizing.is_about());
  CHECK(sizing.method() == "Poisson census");
}

TEST_SUITE_END();
