#include "tests/cli/called.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace stepdown::tests {

namespace {

namespace fs = std::filesystem;

/// A scenario whose places are scarce for a short time, so that few replications say little.
const char* const scarce = R"(
schema: 1
name: Scarce
start: 2026-01-05
run: {warm_up: 30 d, horizon: 130 d, replications: 5}
levels:
  php:
    places: {slots: 8}
    treatment_time: {gamma: {mean: 18 d, cv: 0.6}}
    to: gone
outcomes: [gone]
arrivals: {referrals: {poisson: {rate: 3.5 /wk}, to: php}}
)";

/// Sweeps over the scenario by a plan of these lines, into `out`.
Called sweep_by(const TemporaryFolder& place,
                const std::string& plan,
                const std::vector<std::string>& more = {}) {
  std::ofstream(place.path() / "scarce.yaml") << scarce;
  std::ofstream(place.path() / "plan.yaml") << "scenario: scarce.yaml\n" << plan;
  std::vector<std::string> args{
      "sweep", (place.path() / "plan.yaml").string(), "--out", (place.path() / "out").string()};
  args.insert(args.end(), more.begin(), more.end());
  return call(args);
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("sweep: precision that was not reached is told even when quiet and noted") {
  const TemporaryFolder place;
  const Called called = sweep_by(place,
                                 "factors: {p: {path: levels.php.places.slots, values: [7, 8]}}\n"
                                 "precision: {figures: {wait.mean@php: 1 %, census.mean@php: 0.001,"
                                 " lost.per_year: 5 %}, least: 10, most: 12}\n",
                                 {"--quiet"});
  CHECK(called.code == 0);
  CHECK(
      contains(called.err, "warning: precision not reached in 2 of 2 points, first in point 1 ("));
  CHECK(contains(called.err, "after 12 replications:"));
  CHECK(contains(called.err, "  wait.mean@php: "));
  CHECK(contains(called.err, " %, asked for 1 %\n"));
  CHECK(contains(called.err, "  lost.per_year@all: always 0 so far, asked for 5 %\n"));
  const std::string table = text_of(place.path() / "out/sweep.csv");
  CHECK(contains(table, " %, asked for 1 %"));
  CHECK(contains(table, ", asked for 0.001"));
  CHECK(contains(table, "; always 0 so far, asked for 5 %"));
}

TEST_CASE("sweep: precision that was reached is no warning and no note") {
  const TemporaryFolder place;
  const Called called = sweep_by(place,
                                 "factors: {p: {path: levels.php.places.slots, values: [7, 8]}}\n"
                                 "precision: {figures: {census.mean@php: 50 %}, most: 40}\n");
  CHECK(called.code == 0);
  CHECK_FALSE(contains(called.err, "precision"));
  CHECK_FALSE(contains(text_of(place.path() / "out/sweep.csv"), "asked for"));
}

TEST_CASE("sweep: the number of replications is no factor") {
  const TemporaryFolder place;
  const Called called = sweep_by(place, "factors: {a: {path: run.replications, values: [3, 4]}}\n");
  CHECK(called.code == 2);
  CHECK(contains(called.err, "plan.yaml:2:21: error: factors.a: expected another path than"));
}

TEST_CASE("sensitivity: a factor of one value has no ends for a tornado") {
  const TemporaryFolder place;
  std::ofstream(place.path() / "scarce.yaml") << scarce;
  std::vector<std::string> args{"sensitivity",
                                (place.path() / "scarce.yaml").string(),
                                "--factor",
                                "levels.php.places.slots=6",
                                "--out",
                                (place.path() / "out").string()};
  const Called called = call(args);
  CHECK(called.code == 1);
  CHECK(contains(called.err, "expected two values or more of each factor in a tornado"));
  CHECK(contains(called.err, "got one of 'levels.php.places.slots'"));
}

TEST_CASE("sweep: figures that are none are told all at once and where they stand") {
  const TemporaryFolder place;
  const Called called = sweep_by(place,
                                 "factors: {levels.php.places.slots: [7, 8]}\n"
                                 "precision: {figures: {wait.men@php: 1 %}, most: 30}\n"
                                 "figures: [wait@php, wait.mean@phq]\n");
  CHECK(called.code == 2);
  CHECK(contains(called.err,
                 "plan.yaml:3:23: error: precision.figures.wait.men@php: expected a statistic of"));
  CHECK(contains(called.err, "plan.yaml:4:11: error: figures: expected METRIC.STATISTIC"));
  CHECK(contains(called.err, "plan.yaml:4:21: error: figures: expected a figure that is measured"));
  CHECK(contains(called.err, "did you mean 'wait.mean@php'?"));
  CHECK(contains(called.err, "\n3 errors\n"));
}

TEST_CASE("sweep: no factor is called as a figure that the tables have") {
  const TemporaryFolder place;
  for (const std::string name : {"lost.per_year", "wait.mean@php_low"}) {
    const Called called = sweep_by(
        place, "factors: {" + name + ": {path: levels.php.places.slots, values: [7, 8]}}\n");
    CHECK(called.code == 2);
    CHECK(contains(
        called.err,
        "plan.yaml:2:11: error: factors." + name + ": expected another name, got '" + name + "'"));
  }
}

TEST_CASE("calibrate: observed figures that are none are told all at once and where they stand") {
  const TemporaryFolder place;
  std::ofstream(place.path() / "scarce.yaml") << scarce;
  std::ofstream(place.path() / "plan.yaml") << "scenario: scarce.yaml\n"
                                               "observed:\n"
                                               "  census.mean@phq: {value: 8, sd: 1}\n"
                                               "  wait@php: {value: 8, sd: 1}\n"
                                               "free: {levels.php.places.slots: 6..12}\n";
  const Called called = call({"calibrate",
                              (place.path() / "plan.yaml").string(),
                              "--out",
                              (place.path() / "out").string()});
  CHECK(called.code == 2);
  CHECK(contains(called.err, "plan.yaml:3:3: error: observed.census.mean@phq: expected a figure"));
  CHECK(contains(called.err, "plan.yaml:4:3: error: observed.wait@php: expected METRIC."));
}

TEST_SUITE_END();

}  // namespace stepdown::tests
