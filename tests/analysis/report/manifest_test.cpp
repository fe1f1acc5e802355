#include "analysis/report/manifest.hpp"

#include "analysis/measure/measure.hpp"
#include "analysis/report/output_file.hpp"
#include "analysis/summary/summarizer.hpp"
#include "analysis/version.hpp"
#include "tests/analysis/observations_by_hand.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using stepdown::analysis::files_named_by_manifest;
using stepdown::analysis::manifest_json;
using stepdown::analysis::measure;
using stepdown::analysis::possible_moves;
using stepdown::analysis::RunRecord;
using stepdown::analysis::scenario_hash;
using stepdown::analysis::Summarizer;
using stepdown::models::Headcount;
using stepdown::models::Length;
using stepdown::models::Model;
using stepdown::models::Observations;
using stepdown::models::Scenario;
using stepdown::tests::nothing_seen;
using stepdown::tests::set_for;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;
using stepdown::tests::two_level_model;

namespace {

Scenario scenario_of(std::vector<std::pair<std::string, std::string>> sources) {
  Scenario scenario;
  scenario.sources = std::move(sources);
  return scenario;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("manifest: says what was run and how the books stand") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  auto& day = seen.states[0];
  set_for(day[Headcount::Census], 2, 6);
  day.open_place_time += 20 * stepdown::sim::one_day;
  day[Length::Stay].add(5);
  day[Length::Stay].add(5);
  day.entered = 3;
  day.left = 2;
  day.inside = 1;
  day.clipped_stay_time += 12 * stepdown::sim::one_day;
  Summarizer summarizer(model);
  summarizer.add(seen, measure(model, possible_moves(model), seen));
  const auto summary = std::move(summarizer).finish(1);
  RunRecord run;
  run.scenario_file = "two.yaml";
  run.sets = {"run.seed=1"};
  run.command = "stepdown run two.yaml";
  run.was_interrupted = true;
  run.files = {"levels.csv", "manifest.json"};
  const std::string text =
      manifest_json({model, summary}, scenario_of({{"two.yaml", "text"}}), {}, run);
  const auto json = nlohmann::json::parse(text);
  CHECK(json["program"] == "stepdown");
  CHECK(json["version"] == stepdown::analysis::version);
  CHECK(json["scenario"]["set"][0] == "run.seed=1");
  CHECK(json["replications"]["requested"] == 2);
  CHECK(json["replications"]["finished"] == 1);
  CHECK(json["replications"]["interrupted"] == true);
  CHECK(json["window"]["observed_to"] == "2026-01-15T00:00:00");
  CHECK(json["audit"]["day"]["entered"] == 3);
  CHECK(json["audit"]["day"]["census_person_days"] == 12);
  CHECK(json["audit"]["day"]["stay_person_days"] == 12);
  CHECK(json["littles_law"]["day"]["mean_census"] == 1.2);
  CHECK(json["littles_law"]["day"]["exits_per_day_x_mean_stay"] == 1);
  CHECK(json["littles_law"]["evening"]["relative_difference"].is_null());

  const TemporaryFolder place;
  stepdown::analysis::write_file(place.path() / "manifest.json", text);
  CHECK(files_named_by_manifest(place.path() / "manifest.json") == run.files);
  CHECK_FALSE(files_named_by_manifest(place.path() / "none.json").has_value());
}

TEST_CASE("manifest: the scenario's hash knows texts and values but not file names") {
  const auto hash = [](std::vector<std::pair<std::string, std::string>> sources,
                       const std::vector<std::string>& sets = {}) {
    return scenario_hash(scenario_of(std::move(sources)), sets);
  };
  CHECK(hash({{"a.yaml", "x"}}) == hash({{"b.yaml", "x"}}));
  CHECK(hash({{"a.yaml", "x"}}) != hash({{"a.yaml", "y"}}));
  CHECK(hash({{"a.yaml", "x"}}) != hash({{"a.yaml", "x"}}, {"run.seed=2"}));
  CHECK(hash({{"a.yaml", "xy"}, {"c", "z"}}) != hash({{"a.yaml", "x"}, {"c", "yz"}}));
}

TEST_CASE("version: is that of the build") {
  const std::string expected =
      std::string("project(stepdown VERSION ") + stepdown::analysis::version + " ";
  CHECK(text_of("CMakeLists.txt").find(expected) != std::string::npos);
}

TEST_CASE("manifest: only what this program could have written is ours") {
  const TemporaryFolder place;
  const auto path = place.path() / "manifest.json";
  const auto is_ours = [&path](const std::string& text) {
    stepdown::analysis::write_file(path, text);
    return files_named_by_manifest(path).has_value();
  };
  const std::string begin = R"({"program": "stepdown", "version": "1", "command": "x", )";
  CHECK(is_ours(begin + R"("files": ["a.csv", "manifest.json"]})"));
  CHECK_FALSE(is_ours(begin + R"("files": ["a.csv"]})"));
  CHECK_FALSE(is_ours(begin + R"("files": "manifest.json"})"));
  CHECK_FALSE(is_ours(R"({"program": "stepdown", "files": ["manifest.json"]})"));
  CHECK_FALSE(is_ours(R"({"program": ["stepdown"], "files": ["manifest.json"]})"));
  CHECK_FALSE(is_ours("[]"));
  CHECK_FALSE(is_ours(std::string(100'000, '[')));
}

TEST_CASE("manifest: whatever else stands in it is passed over") {
  const TemporaryFolder place;
  const auto path = place.path() / "manifest.json";
  for (const char* part : {R"("warm_up": [1])",
                           R"("warm_up": {"effects_of_the_start": 3})",
                           R"("warm_up": {"effects_of_the_start": [3, null, {"level": 5}]})",
                           R"("warm_up": {"effects_of_the_start": [{"settled_mean": "1"}]})",
                           R"("replications": "many")"}) {
    stepdown::analysis::write_file(
        path,
        std::string(R"({"program": "stepdown", "version": "1", "command": "x", )"
                    R"("files": ["manifest.json"], )") +
            part + "}");
    CAPTURE(part);
    const auto start = stepdown::analysis::start_bias_in_manifest(path);
    REQUIRE(start.has_value());
    CHECK(start->empty());
    CHECK_FALSE(stepdown::analysis::is_manifest_of_interrupted(path));
  }
}

TEST_SUITE_END();
