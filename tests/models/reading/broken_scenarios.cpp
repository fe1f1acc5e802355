#include "tests/models/reading/broken_scenarios.hpp"

#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>

namespace stepdown::tests {
namespace {

const std::string folder = "tests/broken_scenarios/";

std::string text_of(const std::string& path) {
  constexpr std::size_t enough = 1'000'000;
  return models::load_file(path, enough).text;
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

}  // namespace

std::vector<std::string> broken_scenarios() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator{folder})
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

std::vector<models::Diagnostic> found_in_broken(const std::string& name) {
  const models::FileLoader beside = [](const std::string& path, std::size_t max_bytes) {
    return models::load_file(folder + path, max_bytes);
  };
  std::vector<models::Diagnostic> found;
  try {
    found = models::compile(models::read_scenario_text(text_of(folder + name + ".yaml"),
                                                       name + ".yaml",
                                                       lines_of(text_of(folder + name + ".sets")),
                                                       beside))
                .warnings;
  } catch (const models::ScenarioError& error) {
    found = error.diagnostics();
  }
  return found;
}

std::string expected_path(const std::string& name) {
  return folder + name + ".expected";
}

std::string expected_text(const std::string& name) {
  return text_of(expected_path(name));
}

}  // namespace stepdown::tests
