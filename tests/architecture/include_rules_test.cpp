#include "tests/architecture/include_rules.hpp"

#include <doctest/doctest.h>

TEST_SUITE_BEGIN("architecture");

using stepdown::tests::bent_includes;
using stepdown::tests::bent_rooms;
using stepdown::tests::listing;
using stepdown::tests::project_files;
using stepdown::tests::wrong_doors;

TEST_CASE("include direction: every room includes only the rooms that are open to it") {
  const auto files = project_files({".hpp", ".cpp"});
  REQUIRE_MESSAGE(!files.empty(), "run the tests in the root of the project");
  CHECK(listing(bent_rooms()) == "");
  CHECK(listing(bent_includes(files)) == "");
}

TEST_CASE("include direction: every bend is reported with its line") {
  const std::string found = listing(bent_includes({
      {"sim/time.hpp", "#pragma once\n#include \"models/model.hpp\"\n"},
      {"sim/slab.hpp", "#include \"sim/threads/replicate.hpp\"\n"},
      {"models/model.cpp", "#include \"sim/time.hpp\"\n#include \"analysis/measure/moves.hpp\"\n"},
      {"models/care/person.hpp", "#include \"models/diagnostics/diagnostics.hpp\"\n"},
      {"models/model.hpp", "#include \"models/scenario.hpp\"\n"},
      {"models/pathway/pathway.cpp", "#include \"models/compile/names.hpp\"\n"},
      {"models/reading/reading.cpp", "#include \"models/compile/compile.hpp\"\n"},
      {"analysis/experiments/run.cpp", "#include \"analysis/report/event_log.hpp\"\n"},
      {"analysis/report/csv.cpp", "#include \"analysis/cli/cli.hpp\"\n"},
      {"analysis/cli/cli.cpp", "#include \"tests/support/worlds.hpp\"\n"},
      {"analysis/new/idea.cpp", "#include \"sim/time.hpp\"\n"},
      {"tests/sim/time_test.cpp", "#include \"sim/time.hpp\"\n#include \"analysis/cli/cli.hpp\"\n"},
      {"sim/places.cpp", "#  include \"places.hpp\"\n// #include \"models/model.hpp\"\n"},
  }));
  CHECK(found ==
        "sim/time.hpp:2: models/model.hpp: not open to sim/\n"
        "sim/slab.hpp:1: sim/threads/replicate.hpp: not open to sim/\n"
        "models/model.cpp:2: analysis/measure/moves.hpp: not open to models/\n"
        "models/care/person.hpp:1: models/diagnostics/diagnostics.hpp: a model has nothing of its "
        "author's text\n"
        "models/model.hpp:1: models/scenario.hpp: a model has nothing of its author's text\n"
        "models/pathway/pathway.cpp:1: models/compile/names.hpp: not open to models/pathway/\n"
        "models/reading/reading.cpp:1: models/compile/compile.hpp: not open to models/reading/\n"
        "analysis/experiments/run.cpp:1: analysis/report/event_log.hpp: not open to "
        "analysis/experiments/\n"
        "analysis/report/csv.cpp:1: analysis/cli/cli.hpp: not open to analysis/report/\n"
        "analysis/cli/cli.cpp:1: tests/support/worlds.hpp: only tests know tests\n"
        "analysis/new/idea.cpp:1: sim/time.hpp: in a folder that is no room\n"
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
      "models/reading/read_scenario.cpp <yaml-cpp/yaml.h>",
      "models/compile/compile.cpp <boost/graph/adjacency_list.hpp>",
      "models/compile/compile.cpp <boost/random/gamma_distribution.hpp>",
      "models/compile/compile.cpp <boost/math/distributions/gamma.hpp>",
      "analysis/summary/summarize.cpp <Eigen/Dense>",
      "analysis/statistics/sobol_indices.cpp <Eigen/Dense>",
      "analysis/report/csv.cpp <CLI/CLI.hpp>",
      "analysis/cli/cli.cpp <nlohmann/json.hpp>",
      "models/care/simulate.cpp <thread>",
      "models/care/simulate.cpp <tbb/parallel_for.h>",
      "sim/distributions/gamma.hpp <Random123/philox.h>",
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
  CHECK(
      listing(wrong_doors({
          {"sim/random_stream.hpp", "#include <Random123/philox.h>\n"},
          {"sim/distributions/special.cpp", "#include <boost/math/special_functions/gamma.hpp>\n"},
          {"sim/threads/replicate.cpp", "#include <thread>\n"},
          {"models/reading/yaml_reader.cpp", "#include <yaml-cpp/yaml.h>\n"},
          {"models/pathway/pathway.cpp", "#include <boost/graph/strong_components.hpp>\n"},
          {"analysis/theory/absorbing_chain.cpp", "#include <Eigen/Dense>\n"},
          {"analysis/statistics/least_squares.cpp", "#include <Eigen/Dense>\n"},
          {"analysis/statistics/confidence_interval.cpp",
           "#include <boost/math/distributions/students_t.hpp>\n"},
          {"analysis/report/manifest.cpp", "#include <nlohmann/json.hpp>\n#include <unistd.h>\n"},
          {"analysis/cli/cli.cpp", "#include <CLI/CLI.hpp>\n"},
          {"tests/models/schema_test.cpp", "#include <nlohmann/json.hpp>\n"},
      })) == "");
}

TEST_SUITE_END();
