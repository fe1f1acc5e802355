#include "tests/models/compile/rule_examples.hpp"

#include "sim/distributions/exponential.hpp"
#include "tests/support/small_models.hpp"

namespace stepdown::tests {

models::Scenario sound_scenario() {
  models::Scenario scenario = two_profiles(1, sim::Exponential{10});
  scenario.states[0].places.kind = models::Places::Kind::Beds;
  scenario.states[0].places.count = {5, {"test.yaml", 9, 20}};
  scenario.states[0].name = word("care", 8);
  scenario.states[0].exits[0].reason = word("planned", 10);
  scenario.states[0].exits[1].reason = word("dropout", 11);
  scenario.states[0].exits[1].time = lasting(sim::Exponential{5});
  scenario.attributes[0].name = word("profile", 5);
  scenario.arrivals[0].name = word("referrals", 20);
  return scenario;
}

std::vector<RuleExample> rule_examples() {
  std::vector<RuleExample> all;
  for (auto& some : {examples_about_names(),
                     examples_about_numbers(),
                     examples_about_effects(),
                     examples_about_tracks(),
                     examples_about_second_places(),
                     examples_about_services(),
                     examples_of_oddities()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace stepdown::tests
