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

/// What a level is paid for a day of a person, whoever that is.
double a_day(const models::Model& model, const std::string& level) {
  for (std::size_t s = 0; s < model.level_count; ++s)
    if (model.states[s].name == level) return model.money.value().states[s].price_a_day.front();
  return -1;
}

TEST_CASE("shipped scenarios: prices are the ladder of one state") {
  const models::Model region = model_of_file("scenarios/regional_network.yaml", {});
  CHECK(a_day(region, "detox") == doctest::Approx(423.77));
  CHECK(a_day(region, "residential") == doctest::Approx(226.35));
  CHECK(a_day(region, "php") == doctest::Approx(284.77 * 5 * 0.93 / 7));  // of days attended
  CHECK(a_day(region, "iop") == doctest::Approx(169.51 * 3 * 0.80 / 7));
  CHECK(a_day(region, "op") == 0);
  const models::StateMoney& op = region.money->states[5];
  REQUIRE(op.sessions.size() == 3);
  CHECK(op.sessions[0].price.front() == 52.90);
  CHECK(op.sessions[1].price.front() == doctest::Approx(4 * 27.12));  // an hour, by quarters
  CHECK(op.attended.front() == doctest::Approx(0.75).epsilon(0.001));
  const models::Model rural = model_of_file("scenarios/rural_no_php.yaml", {});
  CHECK(a_day(rural, "iop") == doctest::Approx(169.51 * 3 * 0.85 / 7));
  const models::Model practice = model_of_file("scenarios/iop_practice.yaml", {});
  CHECK(a_day(practice, "iop") == doctest::Approx(169.51 * 3 * 0.78 / 7));
  const models::Model choice = model_of_file("scenarios/inpatient_or_iop.yaml", {});
  CHECK(a_day(choice, "residential") == doctest::Approx(226.35));
  CHECK(a_day(choice, "iop") == a_day(practice, "iop"));
}

// Staff and money follow from what happens and change nothing of it.
TEST_CASE("shipped scenarios: staff and money of the regional network move nobody") {
  const std::vector<std::string> shorter{
      "run.warm_up=60 d", "run.horizon=200 d", "run.replications=1"};
  const models::Model region = model_of_file("scenarios/regional_network.yaml", shorter);
  models::Model without = region;
  without.money.reset();
  without.staff.clear();
  for (models::StateModel& state : without.states) {
    state.services.clear();
    state.posts.clear();
    state.program = {};
  }
  const models::Observations seen = models::Simulator{region}.run(0);
  const models::Observations plain = models::Simulator{without}.run(0);
  CHECK(seen.people == plain.people);
  CHECK(seen.events == plain.events);
  for (std::size_t s = 0; s < region.level_count; ++s) {
    CHECK(seen.states[s][models::Headcount::Census].integral() ==
          plain.states[s][models::Headcount::Census].integral());
    CHECK(seen.states[s][models::Length::Wait].mean() ==
          plain.states[s][models::Length::Wait].mean());
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
