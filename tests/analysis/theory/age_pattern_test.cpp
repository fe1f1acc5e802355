#include "analysis/theory/age_pattern.hpp"

#include "analysis/formulas/erlang.hpp"
#include "analysis/theory/offered_pattern.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

using namespace stepdown;
using analysis::OfferedPart;
using analysis::TheoryFigure;
using analysis::TheoryReport;

TEST_SUITE_BEGIN("unit");

namespace {

models::Model model_of(const std::string& levels, const std::string& arrivals) {
  return models::compile(models::read_scenario_text("schema: 1\nname: Batches\nstart: 2026-01-05\n"
                                                    "run: {warm_up: 200 d, horizon: 565 d}\n" +
                                                        levels + "outcomes: [out]\narrivals: {" +
                                                        arrivals + "}\n",
                                                    "test.yaml"))
      .model;
}

TheoryReport report_of(const std::string& levels, const std::string& arrivals) {
  return analysis::theory_report(model_of(levels, arrivals));
}

std::string one_level(const std::string& places, const std::string& stay) {
  return "levels:\n  a: {places: " + places + ", treatment_time: " + stay + ", to: out}\n";
}

std::vector<OfferedPart> parts_of(const TheoryReport& report, std::size_t level = 0) {
  const auto* parts = std::get_if<std::vector<OfferedPart>>(&report.offered.at(level));
  REQUIRE(parts != nullptr);
  return *parts;
}

/// The only part of the long run.
OfferedPart long_run_of(const TheoryReport& report, std::size_t level = 0) {
  const std::vector<OfferedPart> parts = parts_of(report, level);
  REQUIRE(parts.size() == 1);
  return parts.front();
}

double value(const TheoryReport& report, const std::string& metric, const std::string& statistic) {
  for (const TheoryFigure& f : report.figures)
    if (f.metric == metric && f.statistic == statistic && f.value) return *f.value;
  FAIL("no value of " << metric);
  return 0;
}

constexpr const char* one_to_five = "{uniform: {min: 1 d, max: 5 d}}";

}  // namespace

TEST_CASE("batches: one request in so many has to wait for 26 places at load 20") {
  const auto one_in = [](const std::string& arrivals) {
    return value(report_of(one_level("{beds: 26}", one_to_five), arrivals), "one_in_n", "ratio");
  };
  CHECK(one_in("r: {poisson: {rate: 6.66666666667 /d}, to: a}") ==
        doctest::Approx(26.9).epsilon(0.002));
  // an event loop of its own, with the same formula from its census: 21 and 11
  CHECK(one_in("r: {poisson: {rate: 5.55555555556 /d}, batch: {1: 0.8, 2: 0.2}, to: a}") ==
        doctest::Approx(20.78).epsilon(0.002));
  CHECK(one_in("r: {poisson: {rate: 2.22222222222 /d}, batch: {3: 1}, to: a}") ==
        doctest::Approx(10.88).epsilon(0.002));
}

// M^X/G/infinity: mean l E[B] E[S], variance that plus l E[B (B - 1)] int P(S > u)^2 du.
TEST_CASE("batches: mean and variance of the census are those of M^X/G/infinity") {
  const std::string arrivals = "r: {poisson: {rate: 2 /d}, batch: {1: 0.5, 4: 0.5}, to: a}";
  constexpr double more = 2 * 0.5 * 4 * 3;  // l E[B (B - 1)]
  const OfferedPart exponential =
      long_run_of(report_of(one_level("unlimited", "{exponential: {mean: 6 d}}"), arrivals));
  CHECK(exponential.load == doctest::Approx(2 * 2.5 * 6).epsilon(1e-9));
  CHECK(census_variance(exponential) == doctest::Approx(30 + more * 3).epsilon(1e-4));
  CHECK(exponential.requests == doctest::Approx(5));
  const OfferedPart constant = long_run_of(report_of(one_level("unlimited", "6 d"), arrivals));
  CHECK(census_variance(constant) == doctest::Approx(30 + more * 6).epsilon(1e-6));
  const OfferedPart uniform = long_run_of(report_of(one_level("unlimited", one_to_five), arrivals));
  CHECK(census_variance(uniform) == doctest::Approx(15 + more * (1 + 4.0 / 3)).epsilon(1e-4));
}

// With rates 1/5 and 1/10 a member is in the second level with chance
// p(u) = 2 (exp(-u / 10) - exp(-u / 5)), int p^2 du = 10/3, and enters with density
// exp(-u / 5) / 5, so that another one is there with chance 1/3.
TEST_CASE("batches: the next level is entered by each member at a time of their own") {
  const TheoryReport report = report_of(
      "levels:\n"
      "  a: {places: unlimited, treatment_time: {exponential: {mean: 5 d}}, to: b}\n"
      "  b: {places: unlimited, treatment_time: {exponential: {mean: 10 d}}, to: out}\n",
      "r: {poisson: {rate: 2 /d}, batch: {2: 1}, to: a}");
  const OfferedPart next = long_run_of(report, 1);
  CHECK(next.load == doctest::Approx(40).epsilon(1e-9));
  CHECK(census_variance(next) == doctest::Approx(40 + 2 * 2 * 10.0 / 3).epsilon(1e-4));
  CHECK(next.companions.at(1) == doctest::Approx(1.0 / 3).epsilon(1e-3));
  CHECK(long_run_of(report, 0).companions.at(1) == doctest::Approx(0.5));
}

TEST_CASE("batches: members whose stays are equal come to the next level at once") {
  const OfferedPart next = long_run_of(
      report_of("levels:\n"
                "  a: {places: unlimited, treatment_time: 7 d, to: b}\n"
                "  b: {places: unlimited, treatment_time: {exponential: {mean: 10 d}}, to: out}\n",
                "r: {poisson: {rate: 2 /d}, batch: {3: 1}, to: a}"),
      1);
  for (const double share : next.companions)
    CHECK(share == doctest::Approx(1.0 / 3).epsilon(5e-3));
}

// A two-state Markov chain from the level: int p = 10, int p^2 = 3. A second of the batch starts
// here as well; one in two requests is a return, at a density with which the other one is there
// with chance 0.1.
TEST_CASE("batches: people who come back are of the same batch still") {
  const OfferedPart level = long_run_of(
      report_of("levels:\n"
                "  a: {places: unlimited, treatment_time: {exponential: {mean: 5 d}}, to: {home: "
                "0.5, out: 0.5}}\n"
                "community:\n  home: {time: {exponential: {mean: 20 d}}, to: a}\n",
                "r: {poisson: {rate: 2 /d}, batch: {2: 1}, to: a}"));
  CHECK(level.load == doctest::Approx(2 * 2 * 10));
  CHECK(level.requests == doctest::Approx(2 * 2 * 2));
  CHECK(census_variance(level) == doctest::Approx(40 + 2 * 2 * 3).epsilon(1e-3));
  CHECK(level.companions.at(1) == doctest::Approx(0.5 * 0.5 + 0.5 * 0.1).epsilon(2e-3));
}

TEST_CASE("batches: members go to first levels of their own and sources add up") {
  const TheoryReport report = report_of(
      "levels:\n"
      "  a: {places: unlimited, treatment_time: 6 d, to: out}\n"
      "  b: {places: unlimited, treatment_time: 3 d, to: out}\n",
      "r: {poisson: {rate: 2 /d}, batch: {2: 1}, to: {a: 0.25, b: 0.75}}, "
      "s: {poisson: {rate: 1 /d}, to: a}");
  const OfferedPart a = long_run_of(report, 0);
  CHECK(a.load == doctest::Approx((2 * 2 * 0.25 + 1) * 6));
  // of a pair both with chance 1/16, one with 6/16; those of the other source come alone
  CHECK(a.groups.at(0) == doctest::Approx(6 * (2 * 6.0 / 16 + 1)).epsilon(1e-6));
  CHECK(a.groups.at(1) == doctest::Approx(6 * 2.0 / 16).epsilon(1e-6));
  // half of the requests are of pairs; of these one in eight finds the other one
  CHECK(a.companions.at(1) == doctest::Approx(0.5 * 0.125).epsilon(1e-6));
}

TEST_CASE("batches: batches of one are people who come alone") {
  const std::string days = "rate: 10 /d, weekday: {sat: 0, sun: 0}";
  for (const std::string& rate : {std::string("rate: 2 /d"), days}) {
    CAPTURE(rate);
    const auto report = [&](const std::string& batch) {
      return report_of(one_level("{beds: 40}", "{lognormal: {median: 3 d, mean: 3.6 d}}"),
                       "r: {poisson: {" + rate + "}, " + batch + "to: a}");
    };
    const TheoryReport alone = report("");
    const TheoryReport ones = report("batch: {1: 1}, ");
    CHECK(parts_of(ones).front().groups.empty());
    for (const char* metric : {"one_in_n", "places_for_5_percent_delay"}) {
      const std::string statistic = metric == std::string("one_in_n") ? "ratio" : "count";
      CHECK(value(ones, metric, statistic) ==
            doctest::Approx(value(alone, metric, statistic)).epsilon(0.005));
    }
  }
}

// Stays of exactly 3 d, two pairs on each of the days from Monday to Friday: on average over a day
// half of its pairs are there, those of the two days before, and half of those of the third.
TEST_CASE("batches: at rates that change the census of each day follows its last days") {
  const TheoryReport report = report_of(one_level("unlimited", "3 d"),
                                        "r: {poisson: {rate: 10 /wk, weekday: {sat: 0, sun: 0}}, "
                                        "batch: {2: 1}, to: a}");
  const std::vector<OfferedPart> parts = parts_of(report);
  REQUIRE(parts.size() == 365);
  // day 200 is a Friday
  const std::vector<double> pairs_from_friday{6, 5, 3, 2, 3, 5, 6};
  const std::vector<double> people_from_friday{4, 0, 0, 4, 4, 4, 4};
  for (std::size_t d = 0; d < parts.size(); ++d) {
    CAPTURE(d);
    CHECK(parts[d].groups.at(0) == doctest::Approx(0));
    CHECK(parts[d].groups.at(1) == doctest::Approx(pairs_from_friday[d % 7]).epsilon(1e-6));
    CHECK(parts[d].requests == doctest::Approx(people_from_friday[d % 7]).epsilon(1e-9));
  }
}

// M_t/M/infinity in hours: the load falls by exp(-1 / 48) an hour and rises by what comes; who asks
// is counted by the hour, each hour at its middle.
TEST_CASE("hours: places are those for the load of each hour over those who ask") {
  constexpr double stay = 48;  // hours
  const auto rate_at = [](int hour) { return hour % 24 < 9 || hour % 24 > 15 ? 0.0 : 24.0 / 7; };
  const auto after_half = [&](double load, int hour) {
    const double left = std::exp(-0.5 / stay);
    return load * left + rate_at(hour) * stay * (1 - left);
  };
  double load = 0;
  double delayed = 0;
  double asked = 0;
  double mean = 0;
  for (int hour = 0; hour < 24 * 60; ++hour) {
    load = after_half(load, hour);
    if (hour >= 24 * 59) {
      delayed += rate_at(hour) * analysis::erlang_b(load, 58);
      asked += rate_at(hour);
      mean += load / 24;
    }
    load = after_half(load, hour);
  }
  REQUIRE(mean == doctest::Approx(48).epsilon(1e-3));
  const TheoryReport report =
      report_of(one_level("{beds: 58}", "{exponential: {mean: 2 d}}"),
                "r: {poisson: {rate: 24 /d, hour: {0-8: 0, 16-23: 0}}, to: a}");
  CHECK(analysis::capacity_point(parts_of(report), 58).p_delay ==
        doctest::Approx(delayed / asked).epsilon(0.002));
  // Those lost in the first full hours are missing later; by Runge and Kutta's rule it is 5.95 %.
  CHECK(value(report, "p_delay", "share") == doctest::Approx(0.0595).epsilon(0.01));
  // Even days would have fewer who wait: those who ask meet the fuller hours.
  CHECK(delayed / asked > 1.1 * analysis::erlang_b(48, 58));
  CHECK(parts_of(report).size() == 365 * 24);
}

// Whoever comes stays for 6 hours: at the middle of an hour the last six and a half are there.
TEST_CASE("hours: batches by the hour are there together") {
  const std::vector<OfferedPart> parts =
      parts_of(report_of(one_level("unlimited", "6 h"),
                         "r: {poisson: {rate: 2 /d, hour: {0-7: 0, 16-23: 0}}, batch: {2: 1}, "
                         "to: a}"));
  REQUIRE(parts.size() == 365 * 24);
  for (std::size_t hour = 0; hour < 48; ++hour) {
    CAPTURE(hour);
    const double now = static_cast<double>(hour % 24) + 0.5;
    const auto came_by = [](double time) { return std::clamp(time - 8, 0.0, 8.0) / 8 * 2; };
    CHECK(parts[hour].groups.at(1) == doctest::Approx(came_by(now) - came_by(now - 6)));
    CHECK(parts[hour].groups.at(0) == doctest::Approx(0));
    CHECK(parts[hour].requests == doctest::Approx(2 * (came_by(now + 0.5) - came_by(now - 0.5))));
  }
}

// At 00:00 those are there who came in the last three days; hours even out over a day.
TEST_CASE("hours: the mean census is that of whoever came by then") {
  const std::string hours = "r: {poisson: {rate: 10 /d, hour: {0-7: 0, 18-23: 0}}, to: a}";
  const TheoryReport report = report_of(one_level("unlimited", "6 h"), hours);
  CHECK(value(report, "census", "mean") == doctest::Approx(2.5).epsilon(1e-3));
  // from 18:00 on nobody came
  CHECK(report.paths->states[0].midnight[300] == doctest::Approx(0).epsilon(1e-6));
  const TheoryReport longer = report_of(one_level("unlimited", "12 h"), hours);
  CHECK(longer.paths->states[0].midnight[300] == doctest::Approx(6).epsilon(1e-3));
}

TEST_SUITE_END();
