#include "tests/models/reading/broken_plans.hpp"

#include "models/reading/file_loader.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace stepdown::tests {

TEST_SUITE_BEGIN("unit");

TEST_CASE("broken plans: each gives its whole message") {
  // STEPDOWN_RENEW=1 writes the messages anew; read the difference before committing it.
  const bool renews = std::getenv("STEPDOWN_RENEW") != nullptr;  // NOLINT(concurrency-mt-unsafe)
  const std::vector<std::string> all = broken_plans();
  CHECK(all.size() >= 20);
  for (const std::string& name : all) {
    CAPTURE(name);
    const std::string message = models::to_text(found_in_broken_plan(name));
    CHECK(message != "");
    const std::string path = path_of_broken_plan(name, ".expected");
    constexpr std::size_t enough = 1'000'000;
    if (renews)
      std::ofstream{path, std::ios::binary} << message;
    else
      CHECK(message == models::load_file(path, enough).text);
  }
}

TEST_CASE("broken calibrations: each gives its whole message") {
  const bool renews = std::getenv("STEPDOWN_RENEW") != nullptr;  // NOLINT(concurrency-mt-unsafe)
  const std::vector<std::string> all = broken_calibrations();
  CHECK(all.size() >= 10);
  for (const std::string& name : all) {
    CAPTURE(name);
    const std::string message = models::to_text(found_in_broken_calibration(name));
    CHECK(message != "");
    const std::string path = path_of_broken_calibration(name, ".expected");
    constexpr std::size_t enough = 1'000'000;
    if (renews)
      std::ofstream{path, std::ios::binary} << message;
    else
      CHECK(message == models::load_file(path, enough).text);
  }
}

TEST_CASE("broken plans: arguments of the command line are told by their number") {
  CHECK(models::to_text(found_in_factors({"levels.php.places.slots=16..24",
                                          "levels.php.places.slots",
                                          "levels.phb.hold=[1 d",
                                          "levels.phb.hold=3..7 d:2 d",
                                          "levels.residential.places.beds=24..16"})) ==
        "--factor:2:1: error: expected path=16..24, path=16..24:2 or path=30,36,42, got "
        "'levels.php.places.slots'\n"
        "  levels.php.places.slots\n"
        "  ^\n"
        "--factor:3:16: error: expected ']' to close this '[', got the end of the text\n"
        "  levels.phb.hold=[1 d\n"
        "                 ^\n"
        "--factor:4:1: error: levels.phb.hold: expected a path of the scenario, but there is no "
        "'levels.phb'; did you mean 'php'?\n"
        "  levels.phb.hold=3..7 d:2 d\n"
        "  ^\n"
        "--factor:5:32: error: levels.residential.places.beds: expected a range that ascends (such "
        "as '16..24'), got '24..16'\n"
        "  levels.residential.places.beds=24..16\n"
        "                                 ^\n"
        "4 errors\n");
}

TEST_CASE("broken plans: a path of two arguments is told") {
  CHECK(models::to_text(found_in_factors(
            {"levels.php.places.slots=16..24", "levels.php.places.slots=30,36"})) ==
        "--factor:2:1: error: levels.php.places.slots: expected a path that nothing else of the "
        "plan sets, got 'levels.php.places.slots', and 'levels.php.places.slots' sets "
        "'levels.php.places.slots'; leave one out\n"
        "  levels.php.places.slots=30,36\n"
        "  ^\n"
        "1 error\n");
}

TEST_CASE("broken plans: a sequence has only so many dimensions") {
  CHECK(models::to_text(found_in_too_many_factors()) ==
        "plan.yaml:2:9: error: design: expected at most 3667 factors, got 3668\n"
        "  design: {sobol: {points: 2}}\n"
        "          ^\n"
        "1 error\n");
}

TEST_SUITE_END();

}  // namespace stepdown::tests
