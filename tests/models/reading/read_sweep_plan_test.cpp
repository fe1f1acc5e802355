#include "models/reading/read_sweep_plan.hpp"

#include "models/reading/schema_markdown.hpp"
#include "models/reading/schema_sweep.hpp"
#include "models/sweep_values.hpp"
#include "sim/distributions/beta.hpp"
#include "sim/distributions/gamma.hpp"
#include "sim/distributions/lognormal.hpp"
#include "sim/distributions/uniform.hpp"
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

SweepPlan plan_of(const std::string& text) {
  return read_sweep_plan_text("scenario: clinic.yaml\n" + text, "plan.yaml", beside);
}

/// The only factor of a plan with it.
SweepFactor factor_of(const std::string& text, const std::string& more = {}) {
  SweepPlan plan = plan_of("factors:\n  one: {" + text + "}\n" + more);
  REQUIRE(plan.factors.size() == 1);
  return plan.factors.front();
}

const std::vector<SweepLevel>& levels_of(const SweepFactor& factor) {
  return std::get<std::vector<SweepLevel>>(factor.values);
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("sweep plan: all of it is read") {
  const SweepPlan plan = plan_of(
      "set: {run.horizon: 2 y, levels.php.hold: until_placed}\n"
      "factors:\n"
      "  beds: {path: levels.residential.places.beds, values: [30, 36, 42]}\n"
      "  slots: {path: levels.php.places.slots, range: 16..24, step: 2}\n"
      "scenarios: {as_today: {}, longer: {levels.residential.hold: 7 d}}\n"
      "design: one_at_a_time\n"
      "uncertain: {a: {path: levels.php.treatment_time.exponential.mean, gamma: {mean: 14 d, cv: "
      "0.1}}}\n"
      "draws: 200\n"
      "design_seed: 7\n"
      "precision: {figures: {wait.mean@php: 5 %, census.mean@php: 0.5}, most: 200}\n"
      "figures: [lost.per_year, wait.mean@residential]\n");
  CHECK(plan.file == "plan.yaml");
  CHECK(plan.scenario_file == "clinic.yaml");
  CHECK(plan.sets == Texts{"run.horizon=2 y", "levels.php.hold=until_placed"});
  REQUIRE(plan.factors.size() == 2);
  CHECK(plan.factors[0].name.value == "beds");
  CHECK(levels_of(plan.factors[0])[1].shown == Texts{"36"});
  CHECK(levels_of(plan.factors[0])[1].sets == Texts{"levels.residential.places.beds=36"});
  CHECK(plan.factors[0].base.shown == Texts{"32"});
  CHECK(std::get<SweepRange>(plan.factors[1].values).step == 2);
  REQUIRE(plan.scenarios.size() == 2);
  CHECK(plan.scenarios[0].sets.empty());
  CHECK(plan.scenarios[1].sets == Texts{"levels.residential.hold=7 d"});
  CHECK(std::holds_alternative<OneAtATimeDesign>(plan.design));
  CHECK(plan.design_seed == 7);
  CHECK(plan.draws == 200);
  REQUIRE(plan.uncertain.size() == 1);
  CHECK(std::get<SweepDistribution>(plan.uncertain[0].values).law ==
        *sim::gamma_from_mean_cv(14, 0.1).value);
  CHECK_FALSE(plan.replications);
  REQUIRE(plan.precision);
  REQUIRE(plan.precision->figures.size() == 2);
  CHECK(plan.precision->figures[0].figure.value == "wait.mean@php");
  CHECK(plan.precision->figures[0].half_width == 0.05);
  CHECK(plan.precision->figures[0].is_relative);
  CHECK(plan.precision->figures[1].half_width == 0.5);
  CHECK_FALSE(plan.precision->figures[1].is_relative);
  CHECK(plan.precision->least == 10);
  CHECK(plan.precision->most == 200);
  REQUIRE(plan.figures.size() == 2);
  CHECK(plan.figures[1].value == "wait.mean@residential");
  CHECK(plan.warnings.empty());
}

TEST_CASE("sweep plan: what is left out has its default") {
  const SweepPlan plan = plan_of("factors: {levels.php.places.slots: 16..24}\nreplications: 20\n");
  CHECK(std::holds_alternative<GridDesign>(plan.design));
  CHECK(plan.design_seed == 1);
  CHECK(plan.draws == 0);
  CHECK(*plan.replications == 20);
  CHECK_FALSE(plan.precision);
  CHECK(plan.figures.empty());
}

TEST_CASE("sweep plan: comments and layout make no other plan") {
  const std::string plain = plan_of("factors: {levels.php.places.slots: [20, 30]}\n").canonical;
  CHECK(plan_of("factors:   # two\n  levels.php.places.slots:\n  - 20\n  - 30\n").canonical ==
        plain);
  CHECK(plan_of("factors: {levels.php.places.slots: [20, 31]}\n").canonical != plain);
}

TEST_CASE("sweep plan: numbers stay numbers beside their unit") {
  SweepFactor factor = factor_of("path: levels.php.hold, values: [7 d, 14 d]");
  CHECK(factor.columns[0].name == "one");
  CHECK(factor.columns[0].unit == "d");
  CHECK(levels_of(factor)[1].shown == Texts{"14"});
  CHECK(levels_of(factor)[1].sets == Texts{"levels.php.hold=14 d"});
  // the scenario says 2 wk: days are what all can be
  CHECK(factor.base.shown == Texts{"14"});

  factor = factor_of("path: levels.php.hold, values: [7, 14], unit: d");
  CHECK(factor.columns[0].unit == "d");
  CHECK(levels_of(factor)[1].sets == Texts{"levels.php.hold=14 d"});

  factor = factor_of("path: levels.php.hold, values: [none, 7 d]");
  CHECK(factor.columns[0].unit == "");
  CHECK(levels_of(factor)[1].shown == Texts{"7 d"});
  CHECK(factor.base.shown == Texts{"2 wk"});

  factor = factor_of("path: arrivals.referrals.poisson.rate, values: [8 /wk, 10 /wk]");
  CHECK(factor.columns[0].unit == "/wk");
  CHECK(levels_of(factor)[1].shown == Texts{"10"});
  CHECK(factor.base.shown == Texts{"8"});
}

TEST_CASE("sweep plan: values may be whole parts of a scenario") {
  SweepFactor factor =
      factor_of("path: levels.php.places, values: [unlimited, {groups: {count: 2, size: 12}}]");
  CHECK(levels_of(factor)[1].shown == Texts{"{groups: {count: 2, size: 12}}"});
  CHECK(levels_of(factor)[1].sets == Texts{"levels.php.places={groups: {count: 2, size: 12}}"});
  CHECK(factor.base.shown == Texts{"{slots: 18}"});

  factor = factor_of(
      "path: levels.php.places, values: {today: {slots: 18}, groups: {groups: {count: 2, size: "
      "12}}}");
  CHECK(factor.columns[0].name == "one");
  CHECK(levels_of(factor)[1].shown == Texts{"groups"});
  CHECK(levels_of(factor)[1].sets == Texts{"levels.php.places={groups: {count: 2, size: 12}}"});
  CHECK(factor.base.shown == Texts{"today"});
}

TEST_CASE("sweep plan: values that move together have a column each or one with their names") {
  SweepFactor factor = factor_of(
      "paths: [levels.residential.places.beds, levels.php.hold], values: [[30, 3 d], [36, 7 d]]");
  REQUIRE(factor.columns.size() == 2);
  CHECK(factor.columns[0].name == "levels.residential.places.beds");
  CHECK(factor.columns[1].name == "levels.php.hold");
  CHECK(factor.columns[1].unit == "d");
  CHECK(levels_of(factor)[1].shown == Texts{"36", "7"});
  CHECK(levels_of(factor)[1].sets ==
        Texts{"levels.residential.places.beds=36", "levels.php.hold=7 d"});
  CHECK(factor.base.shown == Texts{"32", "14"});

  factor = factor_of(
      "paths: {beds: levels.residential.places.beds, hold: levels.php.hold}, values: [[30, 3 d]]");
  CHECK(factor.columns[0].name == "beds");
  CHECK(factor.columns[1].name == "hold");

  factor = factor_of(
      "paths: [levels.residential.places.beds, levels.php.hold], values: {small: [30, 3 d], large: "
      "[36, 7 d]}");
  REQUIRE(factor.columns.size() == 1);
  CHECK(factor.columns[0].name == "one");
  CHECK(levels_of(factor)[1].shown == Texts{"large"});
  CHECK(factor.base.shown == Texts{""});

  factor =
      factor_of("paths: [levels.residential.places.beds, levels.php.places.slots], range: 16..24");
  REQUIRE(factor.columns.size() == 1);
  CHECK(level_of(factor, 8).shown == Texts{"24"});
  CHECK(level_of(factor, 8).sets ==
        Texts{"levels.residential.places.beds=24", "levels.php.places.slots=24"});
}

TEST_CASE("sweep plan: ranges go by steps or take anything between their ends") {
  const std::string sobol = "design: {sobol: {points: 4}}\n";
  SweepFactor factor = factor_of("path: levels.php.places.slots, range: 16..24");
  CHECK(level_count(factor) == 9);
  CHECK(level_of(factor, 0).shown == Texts{"16"});
  CHECK(level_of(factor, 8).shown == Texts{"24"});
  CHECK(level_at(factor, 0.999).shown == Texts{"24"});
  CHECK(level_at(factor, 0.11).shown == Texts{"16"});
  CHECK(level_at(factor, 0.112).shown == Texts{"17"});

  factor = factor_of("path: levels.php.hold, range: 0.1..0.5 d, step: 0.1");
  CHECK(level_count(factor) == 5);
  CHECK(level_of(factor, 2).shown == Texts{"0.3"});
  CHECK(level_of(factor, 2).sets == Texts{"levels.php.hold=0.3 d"});

  factor = factor_of("path: levels.php.hold, range: 7..14 d", sobol);
  CHECK(level_count(factor) == 0);
  CHECK(factor.columns[0].unit == "d");
  CHECK(level_at(factor, 0.25).sets == Texts{"levels.php.hold=8.75 d"});

  factor =
      factor_of("path: levels.residential.exits.planned.probability, range: -0.5 .. 0.5", sobol);
  CHECK(level_at(factor, 0.25).shown == Texts{"-0.25"});
}

TEST_CASE("sweep plan: distributions have numbers of any unit") {
  const std::string sobol = "design: {sobol: {points: 4}}\n";
  const auto law_of = [&](const std::string& text) {
    return std::get<SweepDistribution>(factor_of("path: levels.php.hold, " + text, sobol).values);
  };
  CHECK(law_of("uniform: {min: 10 d, max: 20 d}").law == sim::Distribution{sim::Uniform{10, 20}});
  CHECK(law_of("uniform: {min: 10 d, max: 20 d}").unit == "d");
  CHECK(law_of("uniform: {min: 10, max: 20}").unit == "");
  CHECK(law_of("uniform: {min: 1, max: 2}, unit: wk").unit == "wk");
  // of several units of time: days
  CHECK(law_of("uniform: {min: 3 d, max: 2 wk}").law == sim::Distribution{sim::Uniform{3, 14}});
  CHECK(law_of("uniform: {min: 3 d, max: 2 wk}").unit == "d");
  CHECK(law_of("gamma: {mean: 42 /wk, sd: 4 /wk}").law == *sim::gamma_from_mean_sd(42, 4).value);
  CHECK(law_of("gamma: {mean: 42 /wk, sd: 4 /wk}").unit == "/wk");
  CHECK(law_of("lognormal: {quantiles: {0.025: 1.1, 0.975: 1.8}}").law ==
        *sim::lognormal_from_quantiles({0.025, 1.1}, {0.975, 1.8}).value);
  CHECK(
      law_of("mixture: [{share: 0.5, of: 2 y}, {share: 0.5, of: {uniform: {min: 1 y, max: 3 y}}}]")
          .unit == "y");
  CHECK(law_of("beta: {events: 12, of: 40}").law == sim::Distribution{sim::Beta{12, 28}});
  const SweepDistribution cut = law_of("uniform: {min: 10 d, max: 20 d}, max: 15 d");
  CHECK(sim::highest(cut.law) == 15);
}

TEST_CASE("sweep plan: uncertain inputs are distributions and shares and files of draws") {
  const SweepPlan plan = plan_of(
      "uncertain:\n"
      "  exits:\n"
      "    paths: {planned: levels.residential.exits.planned.probability, dropout: "
      "levels.residential.exits.dropout.probability}\n"
      "    dirichlet: [60, 30]\n"
      "    sum: 0.9\n"
      "  stays: {paths: [levels.php.treatment_time.exponential.mean, levels.php.hold], gamma: "
      "{mean: "
      "14 d, cv: 0.1}}\n"
      "draws: 3\n");
  REQUIRE(plan.uncertain.size() == 2);
  CHECK(plan.uncertain[0].columns[1].name == "dropout");
  CHECK(std::get<SweepDirichlet>(plan.uncertain[0].values).counts == std::vector<double>{60, 30});
  CHECK(std::get<SweepDirichlet>(plan.uncertain[0].values).sum == 0.9);
  REQUIRE(plan.uncertain[1].columns.size() == 1);
  CHECK(plan.uncertain[1].columns[0].name == "stays");
  CHECK(plan.uncertain[1].columns[0].unit == "d");

  const SweepPlan drawn = plan_of("uncertain: {posterior: {csv: draws.csv}}\n");
  CHECK(drawn.draws == 3);
  const UncertainInput& posterior = drawn.uncertain.front();
  REQUIRE(posterior.columns.size() == 2);
  CHECK(posterior.columns[0].name == "levels.php.hold");
  CHECK(posterior.columns[0].unit == "d");
  CHECK(posterior.columns[1].unit == "");
  const SweepLevel& second = std::get<SweepDraws>(posterior.values).rows.at(1);
  CHECK(second.shown == Texts{"4.5", "0.25"});
  CHECK(second.sets ==
        Texts{"levels.php.hold=4.5 d", "levels.residential.exits.dropout.probability=0.25"});

  const SweepPlan named = plan_of(
      "draws: 2\nuncertain: {posterior: {csv: draws.csv, columns: {levels.php.hold (d): "
      "levels.residential.hold (wk)}}}\n");
  CHECK(named.draws == 2);
  CHECK(std::get<SweepDraws>(named.uncertain[0].values).rows[0].sets ==
        Texts{"levels.residential.hold=3 wk"});
}

TEST_CASE("sweep plan: a changed file of draws makes another plan") {
  std::string draws = "levels.php.hold (d)\n3\n";
  const FileLoader loader = [&](const std::string& path, std::size_t max_bytes) {
    return path == "draws.csv" ? FileText{draws, {}} : beside(path, max_bytes);
  };
  const auto canonical = [&] {
    return read_sweep_plan_text(
               "scenario: clinic.yaml\nuncertain: {a: {csv: draws.csv}}\n", "plan.yaml", loader)
        .canonical;
  };
  const std::string before = canonical();
  CHECK(canonical() == before);
  draws = "levels.php.hold (d)\n4\n";
  CHECK(canonical() != before);
}

namespace {

/// The clinic, of which two things are not known well.
FileText uncertain_clinic(const std::string& path, std::size_t max_bytes) {
  FileText file = beside(path, max_bytes);
  if (path == "clinic.yaml")
    file.text +=
        "uncertain:\n"
        "  hold: {path: levels.php.hold, gamma: {mean: 7 d, cv: 0.1}}\n"
        "  beds: {path: levels.residential.places.beds, uniform: {min: 20, max: 40}}\n";
  return file;
}

std::vector<std::string> names_of(const std::vector<UncertainInput>& inputs) {
  std::vector<std::string> names;
  for (const UncertainInput& input : inputs)
    names.push_back(input.name.value);
  return names;
}

}  // namespace

TEST_CASE("sweep plan: draws are of what the scenario says that is uncertain too") {
  const auto read = [](const std::string& text) {
    return read_sweep_plan_text("scenario: clinic.yaml\n" + text, "plan.yaml", uncertain_clinic);
  };
  const SweepPlan plan = read("draws: 10\n");
  CHECK(plan.draws == 10);
  CHECK(names_of(plan.uncertain) == Texts{"hold", "beds"});
  const std::string own =
      "uncertain: {hold: {path: levels.php.hold, uniform: {min: 5 d, max: 9 d}}}";
  const SweepPlan replaced = read(own + "\ndraws: 10\n");
  REQUIRE(names_of(replaced.uncertain) == Texts{"beds", "hold"});
  const auto& law = std::get<SweepDistribution>(replaced.uncertain[1].values).law;
  CHECK(law == sim::Distribution{sim::Uniform{5, 9}});
  const SweepPlan none = read("factors: {levels.php.places.slots: [20, 24]}\n");
  CHECK(none.uncertain.empty());
  CHECK(none.draws == 0);
}

TEST_CASE("sweep plan: draws without a file are of what the scenario says that is uncertain") {
  const SweepPlan plan = sweep_plan_of("clinic.yaml", {}, {}, 30, uncertain_clinic);
  CHECK(plan.draws == 30);
  CHECK(names_of(plan.uncertain) == Texts{"hold", "beds"});
  CHECK(plan.canonical != sweep_plan_of("clinic.yaml", {}, {}, 31, uncertain_clinic).canonical);
  CHECK_THROWS_WITH_AS(
      (void)sweep_plan_of("clinic.yaml", {}, {}, 30, beside),
      doctest::Contains("draws: expected 'uncertain' beside it or in the scenario, got none"),
      ScenarioError);
}

TEST_CASE("sweep plan: factors of the command line make a grid") {
  const SweepPlan plan = sweep_plan_of("clinic.yaml",
                                       {"run.horizon=2 y"},
                                       {"levels.php.places.slots=16..24",
                                        "levels.residential.places.beds=30,36,42",
                                        "levels.php.hold=7..21 d:7 d",
                                        "levels.residential.hold=[none, 3 d]"},
                                       0,
                                       beside);
  CHECK(plan.file == "");
  CHECK(plan.scenario_file == "clinic.yaml");
  CHECK(plan.sets == Texts{"run.horizon=2 y"});
  REQUIRE(plan.factors.size() == 4);
  CHECK(plan.factors[0].name.value == "levels.php.places.slots");
  CHECK(level_count(plan.factors[0]) == 9);
  CHECK(levels_of(plan.factors[1])[2].sets == Texts{"levels.residential.places.beds=42"});
  CHECK(level_of(plan.factors[2], 1).sets == Texts{"levels.php.hold=14 d"});
  CHECK(plan.canonical.find("16..24") != std::string::npos);
  CHECK_THROWS_AS((void)sweep_plan_of("no.yaml", {}, {}, 0, beside), std::system_error);
  CHECK_THROWS_AS((void)read_sweep_plan("no.yaml"), std::system_error);
}

TEST_CASE("sweep plan: every key has an example and a known type") {
  tests::check_examples(schema::sweep_sections());
}

TEST_CASE("sweep plan: the reference in scenarios/README.md is printed from its schema") {
  tests::check_reference("sweep schema", schema::sweeps_as_markdown());
}

TEST_SUITE_END();

}  // namespace stepdown::models
