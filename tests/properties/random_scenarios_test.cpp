#include "analysis/experiments/run_model.hpp"
#include "analysis/report/theory_text.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "models/care/behavior_tables.hpp"
#include "models/care/care_system.hpp"
#include "models/reading/flow_text.hpp"
#include "models/reading/inputs.hpp"
#include "models/reading/read_scenario.hpp"
#include "models/reading/scenario_text.hpp"
#include "models/reading/schema.hpp"
#include "tests/properties/conservation.hpp"
#include "tests/properties/medications_in_log.hpp"
#include "tests/properties/place_rules.hpp"
#include "tests/support/random/data_files.hpp"
#include "tests/support/random/random_scenario.hpp"
#include "tests/support/random/simulation.hpp"
#include "tests/support/simulated.hpp"
#include "tests/support/wanted_scenarios.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

// Scenarios made up from the schema: whatever the keys and however they meet, what holds elsewhere
// holds here.
namespace stepdown::tests {
namespace {

using models::Happening;
using models::Model;

constexpr std::uint64_t most_happenings = 200'000;

/// All keys of the schema, as `section.key`.
std::set<std::string> all_keys() {
  std::set<std::string> keys;
  for (const models::schema::Section& section : models::schema::sections())
    for (const models::schema::Key& key : section.keys)
      keys.insert(fmt::format("{}.{}", section.name, key.name));
  return keys;
}

/// Whether somebody keeps a place of the next level free, which the replay does not understand.
bool reserves_places(const Model& model) {
  return std::ranges::any_of(model.states, [](const models::StateModel& state) {
    return std::ranges::any_of(state.exits, &models::ExitInfo::transfer_reserves_next);
  });
}

RulesSeen check_replication(const models::Scenario& scenario, const Model& model) {
  const models::BehaviorTables tables{model};
  models::CareSystem system{model, tables};
  std::vector<Happening> log;
  const models::HappeningLog look = [&](const Happening& happening) {
    constexpr std::size_t few = 3000;  // each look goes through everybody inside
    // A turnaround is told while somebody whose hold has ended is on the way out.
    const bool is_between = happening.kind == models::HappeningKind::Turnaround;
    if (log.size() < few && !is_between) system.check_books();
    log.push_back(happening);
  };
  const auto all = system.run(0, &look, nullptr, nullptr);
  REQUIRE(all);
  check_books(model, *all);
  check_medications(model, *all, log);
  if (reserves_places(model)) return {};
  check_against_log(model, *all, replay(model, log));
  const RuleFindings rules = check_place_rules(scenario, model, log);
  CHECK((rules.broken.empty() ? "" : rules.broken.front()) == "");
  return rules.seen;
}

/// Hears everything that happens, and keeps nothing of it.
class Listener : public analysis::RunListener {
  analysis::ReplicationListener started(int /*replication*/) override {
    return {.happening = [](const Happening&) {}, .story = [](const models::PersonStory&) {}};
  }
};

std::string reports_on(const Model& model,
                       int threads,
                       std::vector<analysis::RunListener*> listeners = {}) {
  const auto summary =
      analysis::run_model(model, {.threads = threads, .listeners = std::move(listeners)});
  return summary ? report_text(model, *summary) : std::string{};
}

TEST_SUITE_BEGIN("property");

TEST_CASE("random scenarios: every key of the schema is in some that are accepted") {
  constexpr int scenarios = 500;
  std::set<std::string> missing = all_keys();
  CHECK(missing.size() > 150);
  int tries = 0;
  for (std::uint64_t seed = 0; seed < scenarios; ++seed) {
    CAPTURE(seed);
    const auto valid = valid_scenario(seed);
    REQUIRE(valid);
    tries += valid->tries;
    for (const std::string& key : valid->scenario.keys)
      missing.erase(key);
  }
  CHECK(fmt::format("{}", fmt::join(missing, " ")) == "");
  MESSAGE(fmt::format("accepted: {} of {}", scenarios, tries));
  CHECK(tries < 3 * scenarios);
}

TEST_CASE("random scenarios: books and log and threads and theory agree with the rules") {
  const int scenarios = wanted_scenarios(50);
  int too_long = 0;
  RulesSeen seen;
  const int first = first_wanted_scenario();
  for (int seed = first; seed < first + scenarios; ++seed) {
    CAPTURE(seed);
    const auto valid = valid_scenario(static_cast<std::uint64_t>(seed));
    REQUIRE(valid);
    CAPTURE(valid->scenario.yaml);
    Model model = valid->model;
    model.replications = 2;
    CHECK_NOTHROW((void)theory_text(model, analysis::theory_report(model)));
    if (!replications_within(model, model.replications, most_happenings)) {
      ++too_long;
      continue;
    }
    CHECK_NOTHROW(seen += check_replication(read(valid->scenario), model));
    const std::string alone = reports_on(model, 1);
    CHECK(alone.size() > 1000);
    const bool is_same_with_two = reports_on(model, 2) == alone;
    CHECK(is_same_with_two);
    const bool is_same_with_three = reports_on(model, 3) == alone;
    CHECK(is_same_with_three);
    Listener listener;
    const bool is_same_when_heard = reports_on(model, 1, {&listener}) == alone;
    CHECK(is_same_when_heard);
  }
  CHECK(too_long <= scenarios / 5);
  MESSAGE(
      fmt::format("instants with admissions {}, after a cut {}, in pools {}, sharing hours {}, "
                  "beside reserves {}, "
                  "admitted at hours {}, at starts {}, discharged at hours {}",
                  seen.instants_with_admissions,
                  seen.admissions_below_a_cut,
                  seen.pooled,
                  seen.sharing_hours,
                  seen.beside_reserves,
                  seen.at_hours,
                  seen.at_starts,
                  seen.discharges));
  for (const std::int64_t cases : {seen.admissions_below_a_cut,
                                   seen.beside_reserves,
                                   seen.at_hours,
                                   seen.at_starts,
                                   seen.discharges})
    CHECK(cases > 10);
}

/// The scenario with these values set again to what they are.
models::Scenario set_again(const RandomScenario& scenario,
                           const std::vector<models::Input>& inputs) {
  std::vector<std::string> sets;
  for (const models::Input& input : inputs)
    sets.push_back(input.path + "=" + models::flow_word(input.value));
  return models::read_scenario_text(scenario.yaml, "random.yaml", sets, loader_of(scenario.files));
}

/// Whether it is one of a list, of which what is said is said as a whole.
bool is_item(const std::string& path) {
  return path.find_first_not_of("0123456789", path.rfind('.') + 1) == std::string::npos;
}

// The paths of inputs are those of --set. Of what is set nothing is said any more, but of all else.
TEST_CASE("random scenarios: as text each is the same and each value can be set by its path") {
  constexpr std::size_t every = 7;
  int said = 0;
  for (int seed = 0; seed < wanted_scenarios(40); ++seed) {
    CAPTURE(seed);
    const auto valid = valid_scenario(static_cast<std::uint64_t>(seed));
    REQUIRE(valid);
    const models::Scenario scenario = read(valid->scenario);
    const std::string text = models::scenario_text(scenario);
    CAPTURE(text);
    const models::Scenario again =
        models::read_scenario_text(text, "random.yaml", {}, loader_of(valid->scenario.files));
    CHECK(again.canonical == scenario.canonical);
    CHECK(models::scenario_text(again) == text);
    const std::vector<models::Input> inputs = models::inputs_of(scenario);
    std::vector<models::Input> some;
    for (std::size_t i = 0; i < inputs.size(); i += every)
      if (inputs[i].unit.empty() && !inputs[i].value.empty()) some.push_back(inputs[i]);
    const models::Scenario set = set_again(valid->scenario, some);
    CHECK(set.canonical == scenario.canonical);
    const std::vector<models::Input> of_set = models::inputs_of(set);
    const std::vector<models::Input> of_again = models::inputs_of(again);
    REQUIRE(of_set.size() == inputs.size());
    REQUIRE(of_again.size() == inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      CAPTURE(inputs[i].path);
      said += inputs[i].said.empty() ? 0 : 1;
      CHECK(of_again[i].said == inputs[i].said);
      CHECK(of_again[i].confidence == inputs[i].confidence);
      CHECK(of_set[i].path == inputs[i].path);
      const bool was_set = of_set[i].at.file == "--set";
      const bool must_say = inputs[i].path.starts_with("effects.");
      if (was_set && !must_say) CHECK(of_set[i].said.empty());
      if (!was_set && !is_item(inputs[i].path)) CHECK(of_set[i].said == inputs[i].said);
    }
  }
  CHECK(said > 100);
}

TEST_CASE("random scenarios: the same seed makes the same text and another seed another") {
  const std::string text = random_scenario(Choices{7}).yaml;
  CHECK(random_scenario(Choices{7}).yaml == text);
  CHECK(random_scenario(Choices{8}).yaml != text);
}

// What a fuzzer has not said yet is plain, so that its scenarios end.
TEST_CASE("random scenarios: choices that are used up make a small scenario") {
  const RandomScenario plain = random_scenario(Choices{std::span<const std::uint8_t>{}});
  CHECK(plain.yaml.size() < 1000);
  CHECK_NOTHROW((void)models::compile(read(plain)));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
