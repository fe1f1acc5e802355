#include "tests/architecture/include_rules.hpp"

#include <doctest/doctest.h>

TEST_SUITE_BEGIN("architecture");

using stepdown::tests::bent_includes;
using stepdown::tests::listing;
using stepdown::tests::project_files;
using stepdown::tests::wrong_doors;

TEST_CASE("include direction: sim knows itself and models knows sim and analysis knows both") {
  const auto files = project_files({".hpp", ".cpp"});
  REQUIRE_MESSAGE(!files.empty(), "run the tests in the root of the project");
  CHECK(listing(bent_includes(files)) == "");
}

TEST_CASE("include direction: every bend is reported with its line") {
  const std::string found = listing(bent_includes({
      {"sim/time.hpp", "#pragma once\n#include \"models/model.hpp\"\n"},
      {"models/model.cpp", "#include \"sim/time.hpp\"\n#include \"analysis/metrics/wait.hpp\"\n"},
      {"analysis/report/csv.cpp", "#include \"analysis/cli/cli.hpp\"\n"},
      {"analysis/cli/cli.cpp", "#include \"tests/support/worlds.hpp\"\n"},
      {"tests/sim/time_test.cpp", "#include \"sim/time.hpp\"\n#include \"analysis/cli/cli.hpp\"\n"},
      {"sim/places.cpp", "#  include \"places.hpp\"\n// #include \"models/model.hpp\"\n"},
  }));
  CHECK(found ==
        "sim/time.hpp:2: models/model.hpp: against the direction sim <- models <- analysis\n"
        "models/model.cpp:2: analysis/metrics/wait.hpp: against the direction sim <- models <- "
        "analysis\n"
        "analysis/report/csv.cpp:1: analysis/cli/cli.hpp: only the command line and the tests "
        "know the command line\n"
        "analysis/cli/cli.cpp:1: tests/support/worlds.hpp: against the direction sim <- models "
        "<- analysis\n"
        "sim/places.cpp:1: places.hpp: not a full path from the root\n");
}

TEST_CASE("library doors: every outside library has one door") {
  const auto files = project_files({".hpp", ".cpp"});
  REQUIRE_MESSAGE(!files.empty(), "run the tests in the root of the project");
  CHECK(listing(wrong_doors(files)) == "");
}

TEST_CASE("library doors: a library elsewhere than in its door is reported") {
  const std::vector<std::string> bypasses = {
      "sim/places.cpp <yaml-cpp/yaml.h>",
      "models/read_scenario.cpp <yaml-cpp/yaml.h>",
      "models/compile.cpp <boost/graph/adjacency_list.hpp>",
      "models/compile.cpp <boost/random/gamma_distribution.hpp>",
      "models/compile.cpp <boost/math/distributions/gamma.hpp>",
      "analysis/summary/summarize.cpp <Eigen/Dense>",
      "analysis/report/csv.cpp <CLI/CLI.hpp>",
      "analysis/cli/cli.cpp <nlohmann/json.hpp>",
      "models/simulate.cpp <thread>",
      "models/simulate.cpp <tbb/parallel_for.h>",
      "sim/distribution.cpp <Random123/philox.h>",
      "sim/time.hpp <fmt/format.h>",
      "sim/time.cpp <unistd.h>",
      "analysis/report/csv.cpp <rapidcsv/rapidcsv.hpp>",
  };
  for (const std::string& bypass : bypasses) {
    CAPTURE(bypass);
    const std::size_t space = bypass.find(' ');
    const std::string text = "#include <vector>\n#include " + bypass.substr(space + 1) + "\n";
    CHECK(wrong_doors({{bypass.substr(0, space), text}}).size() == 1);
  }
}

TEST_CASE("library doors: the doors themselves and the tests are free to include") {
  CHECK(listing(wrong_doors({
            {"sim/random_stream.hpp", "#include <Random123/philox.h>\n"},
            {"sim/distribution_moments.cpp", "#include <boost/math/special_functions/gamma.hpp>\n"},
            {"sim/replicate.cpp", "#include <thread>\n"},
            {"models/yaml_reader.cpp", "#include <yaml-cpp/yaml.h>\n"},
            {"models/pathway.cpp", "#include <boost/graph/strong_components.hpp>\n"},
            {"analysis/theory/absorbing_chain.cpp", "#include <Eigen/Dense>\n"},
            {"analysis/statistics/confidence_interval.cpp",
             "#include <boost/math/distributions/students_t.hpp>\n"},
            {"analysis/report/manifest.cpp", "#include <nlohmann/json.hpp>\n#include <unistd.h>\n"},
            {"analysis/cli/cli.cpp", "#include <CLI/CLI.hpp>\n"},
            {"tests/models/schema_test.cpp", "#include <nlohmann/json.hpp>\n"},
        })) == "");
}

TEST_SUITE_END();
