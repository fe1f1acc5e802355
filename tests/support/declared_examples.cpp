#include "tests/support/declared_examples.hpp"

#include "models/reading/read_scenario.hpp"
#include "models/scenario.hpp"
#include "sim/distributions/families.hpp"

#include <stdexcept>
#include <string>

namespace stepdown::tests {

std::vector<sim::Distribution> declared_examples() {
  const models::FileLoader some_days = [](const std::string&, std::size_t) {
    return models::FileText{"days\n3\n5\n8\n21\n", {}};
  };
  std::vector<sim::Distribution> examples;
  for (const sim::Declaration* family : sim::family_declarations()) {
    const std::string time = std::string(family->name) + ": " + std::string(family->example);
    const models::Scenario scenario = models::read_scenario_text(
        "schema: 1\nname: Example\nstart: 2026-01-05\nrun: {warm_up: 10 d, horizon: 100 d}\n"
        "levels:\n  a: {places: unlimited, treatment_time: {" +
            time +
            "}, to: out}\n"
            "outcomes: [out]\narrivals:\n  r: {poisson: {rate: 1 /d}, to: a}\n",
        "example.yaml",
        {},
        some_days);
    if (!scenario.found.empty())
      throw std::runtime_error(time + ": " + scenario.found.front().message);
    examples.push_back(scenario.states.front().time->plain->value);
  }
  return examples;
}

}  // namespace stepdown::tests
