#include "tests/cli/called.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <cctype>
#include <string>

using stepdown::tests::call;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;

namespace {

/// The text between the first fence that begins like this and the next.
std::string fenced(const std::string& text, const std::string& fence) {
  const std::size_t begin = text.find(fence) + fence.size();
  return text.substr(begin, text.find("```\n", begin) - begin);
}

/// The text with every digit replaced by 0: what stays when figures move.
std::string shape_of(std::string text) {
  for (char& c : text)
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) c = '0';
  return text;
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("readme: its scenario is the minimal one") {
  CHECK(fenced(text_of("README.md"), "```yaml\n") == text_of("scenarios/minimal.yaml"));
}

TEST_CASE("readme: its output is what the program prints") {
  const TemporaryFolder place;
  const std::string folder = (place.path() / "reports").string();
  const auto called = call({"run", "scenarios/minimal.yaml", "--out", folder});
  REQUIRE(called.code == 0);
  const std::string readme = text_of("README.md");
  const std::size_t begin = readme.find("Minimal step-down program\n2");
  REQUIRE(begin != std::string::npos);
  const std::string shown = readme.substr(begin, readme.find("```", begin) - begin);
  const std::string printed = called.out.substr(0, called.out.find("\nReports in"));
  CHECK(shape_of(shown) == shape_of(printed));
}

TEST_CASE("readme: its theory is what the program prints") {
  const auto called = call({"theory", "scenarios/minimal.yaml"});
  REQUIRE(called.code == 0);
  const std::string readme = text_of("README.md");
  const std::size_t begin = readme.find("Minimal step-down program\n\nDemand");
  REQUIRE(begin != std::string::npos);
  const std::string shown = readme.substr(begin, readme.find("```", begin) - begin);
  CHECK((shape_of(called.out).find(shape_of(shown)) == 0));
}

TEST_CASE("readme: every report of a run is explained") {
  const TemporaryFolder place;
  const std::string folder = (place.path() / "reports").string();
  REQUIRE(call({"run", "scenarios/minimal.yaml", "--replications", "1", "--out", folder}).code ==
          0);
  const std::string readme = text_of("README.md");
  for (const std::string& file : stepdown::tests::entries_of(folder)) {
    CAPTURE(file);
    CHECK(readme.find("`" + file + "`") != std::string::npos);
  }
}

TEST_SUITE_END();
