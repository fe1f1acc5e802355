#include "models/reading/file_loader.hpp"
#include "models/reading/schema_json.hpp"
#include "models/reading/yaml_reader.hpp"
#include "tests/support/json_schema.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace stepdown::models {
namespace {

bool is_valid(const std::string& text) {
  static const tests::JsonSchema schema{schema::calibrations_as_json_schema()};
  const YamlText yaml = read_yaml(text, {"test.yaml", 1, 1});
  REQUIRE(yaml.problems.empty());
  return schema.check(yaml.root).problems.empty();
}

std::string text_of(const std::string& path) {
  FileText file = load_file(path, max_yaml_bytes);
  REQUIRE_MESSAGE(!file.error, path);
  return std::move(file.text);
}

const std::string plan =
    "scenario: clinic.yaml\n"
    "observed: {census.mean@php: {value: 15, sd: 1}, lost.per_year: {value: 3, low: 1, high: 5}}\n"
    "free:\n"
    "  levels.php.treatment_time.gamma.mean: 10..30 d\n"
    "  cv: {path: levels.php.treatment_time.gamma.cv, gamma: {mean: 0.5, cv: 0.2}, start: 0.4}\n"
    "  done: {path: levels.php.exits.planned.probability, beta: {events: 12, of: 20}}\n"
    "set: {run.horizon: 2 y}\n"
    "replications: 4\n"
    "evaluations: 100\n"
    "draws: 400\n"
    "keep: 40\n"
    "design_seed: 3\n";

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("calibration schema: plans with all keys and shipped ones are valid") {
  CHECK(is_valid(plan));
  CHECK(is_valid(text_of("scenarios/calibrations/minimal.yaml")));
}

TEST_CASE("calibration schema: what is wrong in structure is invalid") {
  CHECK_FALSE(is_valid("[scenario]\n"));
  CHECK_FALSE(is_valid(text_of("tests/broken_calibrations/missing_keys.yaml")));
  CHECK_FALSE(is_valid(plan + "observd: {}\n"));
  for (const auto& [from, to] : {std::pair{"sd: 1}", "sds: 1}"},
                                 std::pair{"start: 0.4", "begin: 0.4"},
                                 std::pair{"cv: 0.2}", "cvs: 0.2}"},
                                 std::pair{"draws: 400", "draws: few"}}) {
    std::string wrong = plan;
    wrong.replace(wrong.find(from), std::string(from).size(), to);
    CAPTURE(wrong);
    CHECK_FALSE(is_valid(wrong));
  }
}

TEST_SUITE_END();

}  // namespace stepdown::models
