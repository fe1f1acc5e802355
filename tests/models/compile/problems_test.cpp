#include "models/compile/problems.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stepdown::models {
namespace {

/// The keys of an error and a warning each about `keys`, as far as they are told.
std::string told(const std::vector<std::string>& holes, const std::vector<std::string>& keys) {
  Scenario scenario;
  scenario.holes = holes;
  for (const std::string& hole : holes)
    scenario.found.push_back({Rule::WrongType, {}, hole, "refused"});
  Problems problems(scenario);
  for (const std::string& key : keys) {
    problems.report(Rule::UnknownState, {}, key, "unknown");
    problems.report(Rule::NoPlaces, {}, key, "odd");
  }
  std::string text;
  for (const Diagnostic& one : problems.in_file_order())
    if (one.message != "refused") text += one.key + (one.message == "odd" ? "? " : " ");
  return text;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("problems: what follows from a refused value is not told") {
  CHECK(told({"levels.php.exits.planned.probability"},
             {"levels.php.exits.planned.probability",
              "levels.php.exits.planned.probability.alcohol",
              "levels.php.exits",
              "levels.php",
              "levels.php.exits.dropout.to",
              "levels.php.exits.planned",
              "levels.php.exits.planned.prob",
              "levels.ph",
              "arrivals"}) ==
        "levels.php.exits.dropout.to levels.php.exits.planned.prob levels.ph arrivals ");
  CHECK(told({"report_by[1]"}, {"report_by", "report_by[0]", "report_by[1]"}) == "report_by[0] ");
}

TEST_CASE("problems: what is odd is told of a scenario that was read whole") {
  CHECK(told({}, {"levels.php"}) == "levels.php levels.php? ");
  CHECK(told({"run"}, {"levels.php"}) == "levels.php ");
}

TEST_CASE("problems: a mistake that concerns the whole file hides nothing") {
  CHECK(told({""}, {"levels.php"}) == "levels.php ");
}

TEST_SUITE_END();

}  // namespace stepdown::models
