#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

// The scenarios that people start from: each can be run, and the flagship says where each of its
// numbers comes from.
namespace stepdown::tests {
namespace {

std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("scenarios"))
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_comment(std::string_view line) {
  return indentation(line) < line.size() && line[indentation(line)] == '#';
}

bool has_tag(std::string_view line) {
  const std::size_t comment = line.find('#');
  if (comment == std::string_view::npos) return false;
  constexpr std::array<std::string_view, 4> tags{
      "source:", "assumption", "calibrated:", "by definition"};
  return std::any_of(tags.begin(), tags.end(), [&](std::string_view tag) {
    return line.substr(comment).find(tag) != std::string_view::npos;
  });
}

/// A tag on the line, or in the comment right above it.
bool is_tagged(const std::vector<std::string>& lines, std::size_t number) {
  if (has_tag(lines[number])) return true;
  for (std::size_t above = number; above > 0 && is_comment(lines[above - 1]); --above)
    if (has_tag(lines[above - 1])) return true;
  return false;
}

/// Whether the line gives a number that somebody chose.
bool holds_a_number(std::string_view line) {
  const std::string_view data = line.substr(0, line.find('#'));
  const std::size_t value = data.find(": ");
  if (value == std::string_view::npos) return false;
  constexpr std::array<std::string_view, 6> texts{
      "schema", "name", "description", "start", "label", "source"};
  const std::string_view key = data.substr(indentation(data), value - indentation(data));
  if (std::find(texts.begin(), texts.end(), key) != texts.end()) return false;
  return data.substr(value).find_first_of("0123456789") != std::string_view::npos;
}

/// Lines with a number that has no tag, neither itself nor anything that it is a part of. Effects
/// are left out: the schema makes them name their source.
std::vector<std::string> untagged_numbers(const std::string& text) {
  const std::vector<std::string> lines = lines_of(text);
  std::vector<std::string> untagged;
  for (std::size_t i = 0; i < lines.size() && lines[i] != "effects:"; ++i) {
    if (is_comment(lines[i]) || !holds_a_number(lines[i])) continue;
    bool found = is_tagged(lines, i);
    std::size_t depth = indentation(lines[i]);
    for (std::size_t above = i; above > 0 && depth > 0 && !found; --above) {
      const std::string& line = lines[above - 1];
      if (line.empty() || is_comment(line) || indentation(line) >= depth) continue;
      depth = indentation(line);
      found = is_tagged(lines, above - 1);
    }
    if (!found) untagged.push_back(lines[i]);
  }
  return untagged;
}

std::string text_of_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream{path}.rdbuf();
  return text.str();
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("shipped scenarios: each can be run") {
  const std::vector<std::string> paths = shipped_scenarios();
  CHECK(paths.size() >= 13);
  for (const std::string& path : paths) {
    CAPTURE(path);
    const models::Model model =
        model_of_file(path, {"run.warm_up=10 d", "run.horizon=40 d", "run.replications=1"});
    CHECK(models::Simulator{model}.run(0).people > 0);
  }
}

TEST_CASE("shipped scenarios: every number of the regional network says where it comes from") {
  for (const std::string& line : untagged_numbers(text_of_file("scenarios/regional_network.yaml")))
    FAIL_CHECK("no source and no assumption: " << line);
  CHECK(untagged_numbers("levels:\n  php:\n    hold: 5 d\n").size() == 1);
  CHECK(untagged_numbers("levels:\n  # assumption\n  php:\n    hold: 5 d\n").empty());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
