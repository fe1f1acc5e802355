#include "models/care/simulate.hpp"
#include "models/model.hpp"
#include "sim/distributions/exponential.hpp"

#include <cstdint>

/// One replication of a model made by hand: people come to a level, stay a while, are gone.
namespace {

using namespace stepdown;  // NOLINT(google-build-using-namespace)

models::Model one_level() {
  models::Model model;
  model.horizon = 200;
  model.replications = 1;
  model.seed = 1;
  model.classes = {{}};
  model.reasons = {{.name = "planned", .kind = models::ReasonKind::Planned}};
  model.level_count = 1;
  model.distributions = {sim::Exponential{.mean = 10}};
  model.targets = {{.state = models::StateId{1}, .probability = 1},
                   {.state = models::StateId{0}, .probability = 1}};
  model.split_exits = {{.exit = 0, .probability = 1, .targets = {.first = 0, .count = 1}}};
  model.behaviors = {{.splits = {.first = 0, .count = 1}, .races = {}, .attendance = {}}};
  model.request_behaviors = {models::RequestBehavior{}};
  models::StateModel care;
  care.name = care.label = "care";
  care.exits = {models::ExitInfo{}};
  models::StateModel gone;
  gone.kind = models::StateKind::Outcome;
  gone.name = gone.label = "gone";
  model.states = {care, gone};
  models::SourceModel source;
  source.name = "referrals";
  source.stream = 2;
  models::PoissonArrivals process;
  process.per_day = 3;
  source.process = process;
  source.class_share = {1};
  source.first_states = {{.first = 1, .count = 1}};
  model.sources = {source};
  return model;
}

}  // namespace

int main() {
  const models::Model model = one_level();
  models::Simulator simulator{model};
  const models::Observations seen = simulator.run(0);
  const auto& care = seen.states[0];
  const auto& gone = seen.states[1];
  const bool balances = care.entered == care.left + care.inside && gone.entered == care.left &&
                        static_cast<std::uint64_t>(care.inside) == seen.people_inside &&
                        seen.people == static_cast<std::uint64_t>(care.entered);
  return balances && seen.people > 400 && seen.people < 800 ? 0 : 1;
}
