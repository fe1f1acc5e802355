#include "models/reading/inputs.hpp"
#include "models/reading/read_scenario.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

// The scenarios that people start from: each can be run, and the flagship says where each of its
// numbers comes from.
namespace stepdown::tests {
namespace {

std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("scenarios"))
    if (const auto folder = entry.path().parent_path(); entry.path().extension() == ".yaml" &&
                                                        folder != "scenarios/plans" &&
                                                        folder != "scenarios/calibrations")
      paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
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

TEST_CASE(
    "shipped scenarios: those that ask a question say where each of their values comes from") {
  for (const std::string name : {"regional_network",
                                 "iop_practice",
                                 "inpatient_or_iop",
                                 "crisis_surge",
                                 "opening_day",
                                 "rural_no_php",
                                 "aftercare_investment",
                                 "mat_expansion"}) {
    CAPTURE(name);
    const models::Scenario scenario = models::read_scenario("scenarios/" + name + ".yaml");
    CHECK(models::says_origins(scenario));
    for (const models::Input& input : models::inputs_of(scenario))
      if (input.confidence == models::Confidence::None)
        FAIL_CHECK("no source and no assumption: " << input.path);
  }
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
