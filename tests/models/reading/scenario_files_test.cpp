#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/read_scenario.hpp"
#include "models/scenario.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

using Sets = std::vector<std::string>;

void check_same(const Scenario& a, const Scenario& b) {
  CHECK(a.canonical == b.canonical);
  CHECK(a.sources == b.sources);
  CHECK(a.holes == b.holes);
  REQUIRE(a.found.size() == b.found.size());
  for (std::size_t i = 0; i < a.found.size(); ++i) {
    CHECK(a.found[i].message == b.found[i].message);
    CHECK(a.found[i].at == b.found[i].at);
    CHECK(a.found[i].source_line == b.found[i].source_line);
  }
}

const std::string base = R"(schema: 1
name: Base
name: Twice
start: 2026-01-05
run: {warm_up: 0 d, horizon: 1 y}
levels:
  php: {places: {slots: 16}, treatment_time: 24 d, to: done}
outcomes: [done]
arrivals:
  referrals: {poisson: {rate: 6 /wk}, to: php}
)";

TEST_SUITE_BEGIN("unit");

TEST_CASE("scenario files: give what reading them again gives") {
  const ScenarioFiles files(read_scenario("scenarios/regional_network.yaml"));
  for (const Sets& sets : {Sets{}, Sets{"run.replications=3", "no.such=1"}, Sets{"run=["}})
    check_same(files.read(sets), read_scenario("scenarios/regional_network.yaml", sets));
}

TEST_CASE("scenario files: are those of the first reading with all that was wrong in them") {
  const tests::TemporaryFolder folder;
  const auto write = [&](const char* name, const std::string& text) {
    std::ofstream(folder.path() / name) << text;
  };
  write("base.yaml", base);
  write("more.yaml", "schema: 1\nname: More\nbase: base.yaml\nchange: {levels.php.hold: 3 d}\n");
  const std::string path = (folder.path() / "more.yaml").string();
  const Sets sets{"levels.php.places.slots=20"};
  const Scenario first = read_scenario(path, {"run.seed=7"});
  const Scenario wanted = read_scenario(path, sets);
  CHECK(first.found.size() == 1);  // a name given twice
  const ScenarioFiles files(first);
  write("base.yaml", "nothing");
  write("more.yaml", "nothing");
  check_same(files.read(sets), wanted);
  check_same(files.read(sets), wanted);  // and again
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
