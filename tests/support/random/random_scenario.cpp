#include "tests/support/random/random_scenario.hpp"

#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/read_scenario.hpp"
#include "tests/support/random/data_files.hpp"
#include "tests/support/random/mutation.hpp"
#include "tests/support/random/origins.hpp"

#include <utility>

namespace stepdown::tests {
namespace {

constexpr std::uint64_t most_tries = 30;

/// The scenario behind a variant that changes it.
void make_variant(Writer& writer, RandomScenario& scenario) {
  scenario.files["base.yaml"] = std::exchange(scenario.yaml, {});
  scenario.root = writer.of_type("variant");
  add_origins(scenario.root, writer.choices);
  scenario.keys.merge(keys_in(scenario.root));
  scenario.yaml = yaml_text(scenario.root);
}

std::optional<models::Compiled> compiled(const RandomScenario& scenario) {
  std::optional<models::Compiled> result;
  try {
    result = models::compile(read(scenario));
  } catch (const models::ScenarioError&) {  // refused
    result.reset();
  }
  return result;
}

}  // namespace

RandomScenario random_scenario(const Choices& choices, const Habits& habits, int mistakes) {
  constexpr int rarely = 12;
  constexpr int few = 4;
  RandomScenario scenario;
  Writer writer{choices, habits};
  scenario.root = writer.of_type("scenario");
  if (writer.choices.one_in(few)) add_origins(scenario.root, writer.choices);
  for (int i = 0; i < mistakes; ++i)
    mutate(scenario.root, writer.choices);
  scenario.yaml = yaml_text(scenario.root);
  scenario.keys = keys_in(scenario.root);
  scenario.files = writer.files;
  if (writer.choices.one_in(rarely)) make_variant(writer, scenario);
  return scenario;
}

models::Scenario read(const RandomScenario& scenario) {
  return models::read_scenario_text(scenario.yaml, "random.yaml", {}, loader_of(scenario.files));
}

std::optional<ValidScenario> valid_scenario(std::uint64_t seed, const Habits& habits) {
  for (std::uint64_t i = 0; i < most_tries; ++i) {
    RandomScenario scenario = random_scenario(Choices{seed * most_tries + i}, habits);
    auto result = compiled(scenario);
    if (result)
      return ValidScenario{std::move(scenario), std::move(result->model), static_cast<int>(i) + 1};
  }
  return std::nullopt;
}

}  // namespace stepdown::tests
