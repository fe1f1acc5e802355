#include "tests/architecture/source_text.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

namespace stepdown::tests {
namespace {

/// The names of all tests, from the sources.
std::set<std::string> test_names() {
  std::set<std::string> names;
  const std::string declares = "TEST_CASE(\"";
  for (const SourceFile& file : project_files({"_test.cpp"})) {
    for (std::size_t at = file.text.find(declares); at != std::string::npos;
         at = file.text.find(declares, at + 1)) {
      const std::size_t begin = at + declares.size();
      names.insert(file.text.substr(begin, file.text.find('"', begin) - begin));
    }
  }
  return names;
}

/// Names of tests on a page, "<subject>: <fact>", that are those of no test.
std::vector<std::string> unknown_tests(const std::string& page,
                                       const std::set<std::string>& names) {
  std::vector<std::string> unknown;
  for (const std::string& name : quoted_words(page))
    if (name.find(": ") != std::string::npos && !names.contains(name)) unknown.push_back(name);
  return unknown;
}

TEST_SUITE_BEGIN("architecture");

TEST_CASE("promises: each is held by tests that exist") {
  const std::vector<SourceFile> pages = project_files({"PROMISES.md"});
  REQUIRE(pages.size() == 1);
  CHECK(unknown_tests(pages.front().text, test_names()) == std::vector<std::string>{});
}

TEST_CASE("promises: a test that does not exist is reported") {
  CHECK(unknown_tests("| no loss | `books: they balance`, `sh run.sh` | `books: gone`",
                      {"books: they balance"}) == std::vector<std::string>{"books: gone"});
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
