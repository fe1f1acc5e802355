#include "models/reading/read_calibration_plan.hpp"

#include "models/reading/schema_calibration.hpp"
#include "models/reading/schema_markdown.hpp"
#include "models/sweep_values.hpp"
#include "sim/distributions/gamma.hpp"
#include "tests/models/reading/printed_reference.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <system_error>
#include <variant>
#include <vector>

namespace stepdown::models {
namespace {

using Texts = std::vector<std::string>;

FileText beside(const std::string& path, std::size_t max_bytes) {
  return load_file("tests/broken_plans/parts/" + path, max_bytes);
}

CalibrationPlan plan_of(const std::string& text) {
  return read_calibration_plan_text("scenario: clinic.yaml\n" + text, "plan.yaml", beside);
}

const std::string observed = "observed: {census.mean@php: {value: 24, sd: 2}}\n";

/// The only parameter of a plan with it.
FreeParameter parameter_of(const std::string& text) {
  CalibrationPlan plan = plan_of(observed + "free: {" + text + "}\n");
  REQUIRE(plan.free.size() == 1);
  return plan.free.front();
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("calibration plan: all of it is read") {
  const CalibrationPlan plan = plan_of(
      "set: {run.horizon: 2 y, levels.residential.hold: 3 d}\n"
      "observed:\n"
      "  census.mean@php: {value: 24, sd: 2}\n"
      "  wait.mean@residential: {value: 5, low: 3.040036015, high: 6.959963985}\n"
      "free:\n"
      "  hold: {path: levels.php.hold, range: 1..5 d, start: 2 d}\n"
      "  levels.php.treatment_time.exponential.mean: 10..30 d\n"
      "replications: 7\n"
      "evaluations: 80\n"
      "draws: 400\n"
      "keep: 60\n"
      "design_seed: 9\n");
  CHECK(plan.file == "plan.yaml");
  CHECK(plan.scenario_file == "clinic.yaml");
  CHECK(plan.sets == Texts{"run.horizon=2 y", "levels.residential.hold=3 d"});
  REQUIRE(plan.observed.size() == 2);
  CHECK(plan.observed[0].name.value == "census.mean@php");
  CHECK(plan.observed[0].value == 24);
  CHECK(plan.observed[0].sd == 2);
  CHECK(plan.observed[1].sd == doctest::Approx(1).epsilon(1e-8));
  REQUIRE(plan.free.size() == 2);
  CHECK(plan.free[0].factor.name.value == "hold");
  CHECK(plan.free[0].factor.paths.front().value == "levels.php.hold");
  CHECK(plan.free[0].start == 0.25);
  CHECK(plan.free[1].factor.name.value == "levels.php.treatment_time.exponential.mean");
  CHECK(*plan.replications == 7);
  CHECK(plan.evaluations == 80);
  CHECK(plan.draws == 400);
  CHECK(plan.keep == 60);
  CHECK(plan.design_seed == 9);
  CHECK(plan.warnings.empty());
}

TEST_CASE("calibration plan: what is left out has its default") {
  const CalibrationPlan plan = plan_of(observed + "free: {levels.php.hold: 1..21 d}\n");
  CHECK_FALSE(plan.replications);
  CHECK(plan.evaluations == 200);
  CHECK(plan.draws == 1000);
  CHECK(plan.keep == 50);
  CHECK(plan.design_seed == 1);
  const std::string free = "free: {levels.php.hold: 1..21 d}\n";
  CHECK(plan_of(observed + free + "draws: 100\n").keep == 40);
  CHECK(plan_of(observed + free + "draws: 4000\n").keep == 200);
  CHECK(plan_of(observed + free + "draws: 0\n").keep == 0);
}

TEST_CASE("calibration plan: bounds are not gone through in steps unless that is said") {
  FreeParameter parameter = parameter_of("levels.php.places.slots: 16..24");
  CHECK(level_count(parameter.factor) == 0);
  parameter = parameter_of("slots: {path: levels.php.places.slots, range: 16..24, step: 1}");
  CHECK(level_count(parameter.factor) == 9);
  CHECK(level_at(parameter.factor, parameter.start).shown == Texts{"18"});  // as in the scenario
}

TEST_CASE("calibration plan: the search begins where the scenario is or in the middle") {
  CHECK(parameter_of("arrivals.referrals.poisson.rate: 6..14 /wk").start == 0.25);  // 8 /wk
  CHECK(parameter_of("arrivals.referrals.poisson.rate: 9..14 /wk").start == 0.5);
  // two weeks are not taken for two days
  CHECK(parameter_of("levels.php.hold: 1..5 d").start == 0.5);
  const FreeParameter drawn =
      parameter_of("hold: {path: levels.php.hold, gamma: {mean: 14 d, cv: 0.1}, start: 14 d}");
  CHECK(drawn.start == doctest::Approx(0.513).epsilon(0.01));  // skewed to the right
  CHECK(std::get<SweepDistribution>(drawn.factor.values).law ==
        *sim::gamma_from_mean_cv(14, 0.1).value);
}

TEST_CASE("calibration plan: another path may have the rest of a sum") {
  const FreeParameter parameter = parameter_of(
      "dropout: {path: levels.residential.exits.dropout.probability, range: 0.2..0.5, rest: "
      "levels.residential.exits.planned.probability}");
  REQUIRE(parameter.rest);
  CHECK(parameter.rest->value == "levels.residential.exits.planned.probability");
  CHECK(parameter.sum == doctest::Approx(0.9).epsilon(1e-15));
  CHECK_FALSE(parameter_of("levels.php.hold: 1..3 d").rest);
}

TEST_CASE("calibration plan: a missing file is no mistake of the plan") {
  CHECK_THROWS_AS((void)read_calibration_plan("no.yaml"), std::system_error);
}

TEST_CASE("calibration plan: every key has an example and a known type") {
  tests::check_examples(schema::calibration_sections());
}

TEST_CASE("calibration plan: the reference in scenarios/README.md is printed from its schema") {
  tests::check_reference("calibration schema", schema::calibrations_as_markdown());
}

TEST_SUITE_END();

}  // namespace stepdown::models
