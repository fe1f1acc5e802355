#include "models/reading/read_scenario.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

const std::string base = R"(schema: 1
name: Base
start: 2026-01-05
run: {warm_up: 0 d, horizon: 1 y}
levels:
  php:
    places: {slots: 16}
    treatment_time: {lognormal: {quantiles: {0.5: 24 d, 0.9: 60 d}}}
    to: done
    waiting: {order: [escalation, step_down, return, new]}
outcomes: [done]
arrivals:
  referrals: {poisson: {rate: 6 /wk}, to: php}
)";

/// Reads `text` beside files in memory.
Scenario read(const std::string& text,
              const std::vector<std::string>& sets = {},
              std::map<std::string, std::string> files = {}) {
  files.emplace("dir/base.yaml", base);
  const FileLoader loader = [&files](const std::string& path, std::size_t) -> FileText {
    if (!files.contains(path))
      return {{}, std::make_error_code(std::errc::no_such_file_or_directory)};
    return {files.at(path), {}};
  };
  return read_scenario_text(text, "dir/variant.yaml", sets, loader);
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("overrides: a change replaces one value and keeps the rest") {
  const Scenario scenario =
      read("schema: 1\nbase: base.yaml\nname: More\nchange: {levels.php.places.slots: 20}\n");
  CHECK(scenario.name == "More");
  CHECK(scenario.states[0].places.count.value == 20);
  CHECK(scenario.states[0].places.count.at == SourceLocation{"dir/variant.yaml", 4, 35});
  CHECK(scenario.run.horizon.value == 365);
  CHECK(scenario.file == "dir/variant.yaml");
}

TEST_CASE("overrides: keys with dots and items of lists and new keys can be reached") {
  const Scenario scenario = read(base,
                                 {"levels.php.treatment_time.lognormal.quantiles.0.9=50 d",
                                  "levels.php.waiting.order[0]=return",
                                  "levels.php.waiting.order.2=escalation",
                                  "levels.php.hold=7 d",
                                  "levels.php.places={beds: 3}",
                                  "run.seed=7"});
  CHECK(scenario.states[0].waiting.order[0] == WaitingClass::Return);
  CHECK(scenario.states[0].waiting.order[2] == WaitingClass::Escalation);
  CHECK(scenario.states[0].hold.days == 7);
  CHECK(scenario.states[0].places.kind == Places::Kind::Beds);
  CHECK(scenario.run.seed.value == 7);
  CHECK(scenario.run.seed.at == SourceLocation{"--set", 6, 10});
}

TEST_CASE("overrides: a base may have a base and later words win") {
  const std::map<std::string, std::string> files{
      {"dir/middle.yaml",
       "schema: 1\nbase: base.yaml\nname: Middle\nchange: {run.seed: 2, levels.php.hold: 3 d}\n"}};
  const Scenario scenario =
      read("schema: 1\nbase: middle.yaml\nchange: {run.seed: 3}\n", {"run.replications=4"}, files);
  CHECK(scenario.name == "Middle");
  CHECK(scenario.run.seed.value == 3);
  CHECK(scenario.run.replications.value == 4);
  CHECK(scenario.states[0].hold.days == 3);
}

TEST_CASE("overrides: paths are taken from the file that writes them") {
  const std::map<std::string, std::string> files{
      {"other/base.yaml", base}, {"other/days.csv", "days\n3\n"}, {"days.csv", "days\n4\n"}};
  const Scenario scenario = read(
      "schema: 1\nbase: ../other/base.yaml\nchange:\n"
      "  levels.php.treatment_time: {empirical: {csv: ../other/days.csv, column: days}}\n",
      {},
      files);
  CHECK(sim::mean(scenario.states[0].time->plain->value) == 3);
  const Scenario set =
      read(base, {"levels.php.treatment_time={empirical: {csv: days.csv, column: days}}"}, files);
  CHECK(sim::mean(set.states[0].time->plain->value) == 4);
}

TEST_CASE("overrides: the canonical text shows meaning and not layout") {
  const Scenario plain = read(base);
  const Scenario variant =
      read("# why\nschema: 1\nname: Base\nbase: base.yaml\nchange: {run.seed: '1'}\n");
  const Scenario set = read(base, {"run.seed=1"});
  CHECK(variant.canonical == set.canonical);
  CHECK(variant.canonical != plain.canonical);  // it says more, though it means the same
  CHECK(plain.canonical.find("\"slots\": \"16\"") != std::string::npos);
  CHECK(read(plain.canonical).canonical == plain.canonical);
  const std::map<std::string, std::string> three{{"days.csv", "days\n3\n"}};
  const std::map<std::string, std::string> four{{"days.csv", "days\n4\n"}};
  const std::vector<std::string> sets{
      "levels.php.treatment_time={empirical: {csv: days.csv, column: days}}"};
  CHECK(read(base, sets, three).canonical != read(base, sets, four).canonical);
}

TEST_CASE("overrides: a scenario file that cannot be read is a system error with its path") {
  CHECK_THROWS_AS((void)read_scenario("no/such/file.yaml"), std::system_error);
  CHECK_THROWS_AS((void)read_scenario("scenarios"), std::system_error);
  std::string what;
  try {
    (void)read_scenario("no/such/file.yaml");
  } catch (const std::system_error& error) {
    what = error.what();
  }
  CHECK(what == "no/such/file.yaml: No such file or directory");
}

TEST_CASE("overrides: a path or a value that is no UTF-8 is refused") {
  for (const std::string set : {"run.\x9b=1", "run.seed=\x9b", "\xff=\xff"}) {
    CAPTURE(set);
    const std::vector<Diagnostic> found = read(base, {set}).found;
    REQUIRE(found.size() == 1);
    CHECK(found[0].rule == Rule::NotUtf8);
    CHECK(found[0].at.file == "--set");
  }
  CHECK(read(base, {"run.\x9b=1"}).found[0].at.column == 5);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
