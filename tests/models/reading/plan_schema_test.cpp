#include "models/reading/read_sweep_plan.hpp"
#include "models/reading/schema_json.hpp"
#include "models/reading/schema_sweep.hpp"
#include "models/reading/yaml_reader.hpp"
#include "tests/models/reading/broken_plans.hpp"
#include "tests/models/reading/each_map.hpp"
#include "tests/support/json_schema.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

// All keys of plans, but for the families of distributions.
const std::array<std::string, 3> every_key{
    R"(scenario: clinic.yaml
set: {run.horizon: 2 y, run.warm_up: 60 d}
factors:
  levels.residential.places.beds: 30..32
  levels.residential.treatment_time.gamma.cv: [0.5, 0.6]
  slots: {path: levels.php.places.slots, range: 16..24, step: 2}
  hold: {path: levels.php.hold, values: [7, 14], unit: d}
  demand: {paths: [arrivals.referrals.poisson.rate], values: {low: 7 /wk, high: 9 /wk}}
scenarios:
  as_today: {}
  other: {levels.php.treatment_time.exponential.mean: 15 d, run.seed: 7}
design: grid
replications: 20
figures: [lost.per_year, wait.mean@php]
)",
    R"(scenario: clinic.yaml
factors:
  hold: {path: levels.php.hold, uniform: {min: 2, max: 10}, min: 3, max: 9, unit: d}
  planned: {path: levels.residential.exits.planned.probability, beta: {mean: 0.6, sd: 0.05}}
design: {sobol: {points: 8, shifted: false}}
uncertain:
  demand: {path: arrivals.referrals.poisson.rate, gamma: {mean: 8, cv: 0.1}, unit: /wk, min: 5, max: 20}
  exits:
    paths:
      dropout: levels.residential.exits.dropout.probability
      administrative: levels.residential.exits.administrative.probability
    dirichlet: [30, 10]
    sum: 0.4
  relapse:
    path: community.home.exits.relapse.after.exponential.mean
    gamma: {mean: 90 d, cv: 0.1}
  gone: {path: community.home.exits.relapse.to.gone, beta: {events: 12, of: 40}}
  posterior: {csv: draws.csv, columns: {levels.php.hold (d): levels.residential.hold (d)}, separator: ",", decimal: .}
draws: 2
design_seed: 7
precision: {figures: {wait.mean@php: 5 %, census.mean@php: 0.5}, least: 20, most: 200}
)",
    R"(scenario: clinic.yaml
factors:
  planned: {path: levels.residential.exits.planned.probability, beta: {alpha: 12, beta: 8}}
design: {latin_hypercube: {points: 8}}
)"};

// Of `tests/broken_plans`; what is wrong with the others a schema cannot know.
const std::set<std::string> wrong_in_structure{"a_list",
                                               "a_scenario",
                                               "design_misspelled",
                                               "designs",
                                               "laws",
                                               "neither_path_nor_values",
                                               "no_scenario",
                                               "nothing_to_sweep",
                                               "paths",
                                               "ranges",
                                               "replications_and_precision",
                                               "steps",
                                               "uncertain",
                                               "unknown_keys",
                                               "values"};

FileText beside(const std::string& path, std::size_t max_bytes) {
  return load_file("tests/broken_plans/parts/" + path, max_bytes);
}

YamlNode tree_of(const std::string& text) {
  YamlText yaml = read_yaml(text, {"test.yaml", 1, 1});
  REQUIRE(yaml.problems.empty());
  return std::move(yaml.root);
}

YamlNode tree_of_file(const std::string& path) {
  const FileText file = load_file(path, max_yaml_bytes);
  REQUIRE_MESSAGE(!file.error, path);
  return tree_of(file.text);
}

bool is_read(const std::string& text) {
  bool is_read = true;
  try {
    (void)read_sweep_plan_text(text, "plan.yaml", beside);
  } catch (const ScenarioError& error) {
    is_read = false;
  }
  return is_read;
}

const tests::JsonSchema& json() {
  static const tests::JsonSchema schema{schema::plans_as_json_schema()};
  return schema;
}

bool is_valid(const YamlNode& tree) {
  return json().check(tree).problems.empty();
}

bool is_family(const schema::Key& key) {
  const schema::Section* const families = schema::find_section("distribution_families");
  return std::ranges::find(families->keys, key.name, &schema::Key::name) != families->keys.end();
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("plan schema: plans with every key are accepted by the reader and by the JSON Schema") {
  std::set<std::pair<std::string, std::string>> forgotten;
  for (const schema::Section& section : schema::sweep_sections())
    for (const schema::Key& key : section.keys)
      if (!is_family(key)) forgotten.emplace(section.name, key.name);
  for (const std::string& text : every_key) {
    CAPTURE(text);
    const auto verdict = json().check(tree_of(text));
    for (const std::string& problem : verdict.problems)
      MESSAGE(problem);
    CHECK(verdict.problems.empty());
    CHECK_NOTHROW((void)read_sweep_plan_text(text, "plan.yaml", beside));
    for (const auto& met : verdict.met)
      forgotten.erase(met);
  }
  for (const auto& [section, key] : forgotten)
    MESSAGE(section << " " << key);
  CHECK(forgotten.empty());
}

TEST_CASE("plan schema: what it refuses of plans with an unknown key the reader refuses") {
  int refused = 0;
  for (const std::string& text : every_key) {
    YamlNode tree = tree_of(text);
    tests::for_each_map(tree, [&](YamlNode& map) {
      map.entries.push_back(
          {"no such key", {}, {YamlNode::Kind::Scalar, "x", false, {}, {}, {}, {}}});
      const std::string changed = canonical_text(tree);
      CAPTURE(changed);
      if (!is_valid(tree)) {
        CHECK_FALSE(is_read(changed));
        ++refused;
      }
      map.entries.pop_back();
    });
    CHECK(is_read(canonical_text(tree)));
  }
  CHECK(refused >= 25);
}

TEST_CASE("plan schema: what it refuses of plans without a key the reader refuses") {
  int refused = 0;
  for (const std::string& text : every_key) {
    YamlNode tree = tree_of(text);
    tests::for_each_map(tree, [&](YamlNode& map) {
      for (std::size_t i = 0; i < map.entries.size(); ++i) {
        const YamlNode::Entry entry = std::move(map.entries[i]);
        map.entries.erase(map.entries.begin() + static_cast<std::ptrdiff_t>(i));
        const std::string changed = canonical_text(tree);
        CAPTURE(changed);
        if (!is_valid(tree)) {
          CHECK_FALSE(is_read(changed));
          ++refused;
        }
        map.entries.insert(map.entries.begin() + static_cast<std::ptrdiff_t>(i), entry);
      }
    });
  }
  CHECK(refused >= 20);
}

TEST_CASE("plan schema: every example is what its key takes") {
  for (const schema::Section& section : schema::sweep_sections())
    for (const schema::Key& key : section.keys) {
      CAPTURE(section.name);
      CAPTURE(key.name);
      const auto verdict = json().check(tree_of(std::string{key.example}), std::string{key.type});
      for (const std::string& problem : verdict.problems)
        MESSAGE(problem);
      CHECK(verdict.problems.empty());
    }
}

TEST_CASE("plan schema: the numbers of distributions have any unit or none") {
  const auto is_factor = [](const std::string& law) {
    return json().check(tree_of("{path: a.b, " + law + "}"), "sweep_factor").problems.empty();
  };
  CHECK(is_factor("gamma: {mean: 34 /wk, cv: 0.1}"));
  CHECK(is_factor("gamma: {mean: 34, cv: 0.1}, min: 20"));
  CHECK(is_factor("gamma: {mean: 5 %/y, cv: 0.1}"));
  CHECK(is_factor("lognormal: {quantiles: {0.025: 1.02, 0.975: 1.12}}"));
  CHECK(is_factor("empirical: {values: [3, 5 d]}"));
  CHECK_FALSE(is_factor("gamma: {mean: wk, cv: 0.1}"));
  CHECK_FALSE(is_factor("gamma: {mean: 34, cv: 0.1 d}"));
  CHECK_FALSE(is_factor("gamma: {men: 34, cv: 0.1}"));
}

TEST_CASE("plan schema: every plan of this repository is valid for it") {
  int plans = 0;
  for (const auto& entry : std::filesystem::directory_iterator{"scenarios/plans"}) {
    if (entry.path().extension() != ".yaml") continue;
    CAPTURE(entry.path().string());
    CHECK(is_valid(tree_of_file(entry.path().string())));
    CHECK_NOTHROW((void)read_sweep_plan(entry.path().string()));
    ++plans;
  }
  CHECK(plans > 0);
  CHECK_FALSE(is_valid(tree_of_file("scenarios/minimal.yaml")));
}

TEST_CASE("plan schema: broken plans that are wrong in structure are invalid and no others") {
  std::set<std::string> expected = wrong_in_structure;
  for (const std::string& name : tests::broken_plans()) {
    CAPTURE(name);
    const bool is_wrong = expected.erase(name) > 0;
    CHECK(is_valid(tree_of_file(tests::path_of_broken_plan(name, ".yaml"))) != is_wrong);
  }
  CHECK(expected.empty());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
