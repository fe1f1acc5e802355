#include "tests/models/reading/broken_scenarios.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::tests {
namespace {

TEST_SUITE_BEGIN("unit");

TEST_CASE("broken scenarios: each gives its whole message") {
  // STEPDOWN_RENEW=1 writes the messages anew; read the difference before committing it.
  const bool renews = std::getenv("STEPDOWN_RENEW") != nullptr;  // NOLINT(concurrency-mt-unsafe)
  const std::vector<std::string> all = broken_scenarios();
  CHECK(all.size() >= 40);
  for (const std::string& name : all) {
    CAPTURE(name);
    const std::string message = models::to_text(found_in_broken(name));
    CHECK(message != "");
    if (renews)
      std::ofstream{expected_path(name), std::ios::binary} << message;
    else
      CHECK(message == expected_text(name));
  }
}

TEST_CASE("broken scenarios: every message is in the one grammar") {
  for (const std::string& name : broken_scenarios()) {
    CAPTURE(name);
    for (const models::Diagnostic& one : found_in_broken(name)) {
      const std::string& text = one.message;
      CAPTURE(text);
      CHECK(text.find('\n') == std::string::npos);
      CHECK(text.back() != '.');
      bool says_what = one.severity == models::Severity::Warning;
      for (const std::string_view words : {"expected ",
                                           "unknown key",
                                           "duplicate key",
                                           "not supported",
                                           "cannot ",
                                           " needs ",
                                           " need ",
                                           "given already",
                                           "not shown"})
        says_what = says_what || text.find(words) != std::string::npos;
      CHECK(says_what);
    }
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
