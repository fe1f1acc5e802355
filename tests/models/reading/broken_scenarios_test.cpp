#include "models/reading/read_scenario.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace stepdown::models {
namespace {

const std::string folder = "tests/broken_scenarios/";

std::string text_of(const std::string& path) {
  constexpr std::size_t enough = 1'000'000;
  return load_file(path, enough).text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// The whole message about `x.yaml`, with the arguments of `x.sets` if there are any. Files are
/// named from the folder, so that the message does not depend on where the tests run.
std::string message_about(const std::string& stem) {
  const FileLoader beside = [](const std::string& path, std::size_t max_bytes) {
    return load_file(folder + path, max_bytes);
  };
  std::string message = "no error\n";
  try {
    (void)read_scenario_text(text_of(folder + stem + ".yaml"),
                             stem + ".yaml",
                             lines_of(text_of(folder + stem + ".sets")),
                             beside);
  } catch (const ScenarioError& error) {
    message = error.what();
  }
  return message;
}

std::vector<std::string> stems() {
  std::vector<std::string> stems;
  for (const auto& entry : std::filesystem::directory_iterator{folder})
    if (entry.path().extension() == ".yaml") stems.push_back(entry.path().stem().string());
  std::ranges::sort(stems);
  return stems;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("broken scenarios: each gives its whole message") {
  // STEPDOWN_RENEW=1 writes the messages anew; read the difference before committing it.
  const bool renews = std::getenv("STEPDOWN_RENEW") != nullptr;  // NOLINT(concurrency-mt-unsafe)
  const std::vector<std::string> all = stems();
  CHECK(all.size() >= 40);
  for (const std::string& stem : all) {
    CAPTURE(stem);
    const std::string message = message_about(stem);
    CHECK(message != "no error\n");
    if (renews)
      std::ofstream{folder + stem + ".expected", std::ios::binary} << message;
    else
      CHECK(message == text_of(folder + stem + ".expected"));
  }
}

TEST_CASE("broken scenarios: every message is in the one grammar") {
  for (const std::string& stem : stems()) {
    CAPTURE(stem);
    for (const std::string& line : lines_of(message_about(stem))) {
      const std::size_t error = line.find(": error: ");
      if (line.starts_with(' ') || error == std::string::npos) continue;
      CAPTURE(line);
      CHECK(std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(error), ':') == 2);
      CHECK(line.back() != '.');
      const bool says_what = line.find("expected ") != std::string::npos ||
                             line.find("unknown key") != std::string::npos ||
                             line.find("duplicate key") != std::string::npos ||
                             line.find("not supported") != std::string::npos ||
                             line.find("cannot ") != std::string::npos ||
                             line.find(" needs ") != std::string::npos ||
                             line.find("given already") != std::string::npos;
      CHECK(says_what);
    }
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
