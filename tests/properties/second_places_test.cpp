#include "tests/properties/conservation.hpp"
#include "tests/properties/random_network.hpp"
#include "tests/properties/replay.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

// What must hold on every path where people have places beside their way.
namespace stepdown::tests {
namespace {

using models::Beside;
using models::BesideObservations;
using models::Model;
using models::Observations;

constexpr std::uint64_t random_networks = 200;

/// The replay does not understand kept places.
bool reserves_places(const Model& model) {
  return std::ranges::any_of(model.states, [](const models::StateModel& state) {
    return std::ranges::any_of(state.exits, &models::ExitInfo::transfer_reserves_next);
  });
}

TEST_SUITE_BEGIN("property");

TEST_CASE("second places: nobody and no time is lost in random networks") {
  std::int64_t bridges = 0;
  std::int64_t alongside = 0;
  std::int64_t delayed = 0;
  std::int64_t without = 0;
  std::int64_t swaps = 0;
  for (std::uint64_t seed = 0; seed < random_networks; ++seed) {
    CAPTURE(seed);
    const Model model = model_of(random_network_with_second_places(seed));
    std::vector<models::Happening> log;
    const models::HappeningLog listen = [&log](const auto& h) { log.push_back(h); };
    const Observations all = models::Simulator{model}.run(0, listen);
    check_books(model, all);
    if (!reserves_places(model)) check_against_log(model, all, replay(model, log));
    REQUIRE(all.beside.size() == model.level_count);
    for (std::size_t l = 0; l < model.level_count; ++l) {
      const BesideObservations& seen = all.beside[l];
      CHECK(seen[Beside::Bridge].people.integral() == seen[Beside::Bridge].time);
      CHECK(seen[Beside::Alongside].people.integral() == seen[Beside::Alongside].time);
      CHECK(seen.delayed + seen.went_without <= seen.asked);
      bridges += seen[Beside::Bridge].begun;
      alongside += seen[Beside::Alongside].begun;
      delayed += seen.delayed;
      without += seen.went_without;
      swaps += all.states[l][models::Counter::Swaps];
    }
  }
  CHECK(bridges > 1000);
  CHECK(alongside > 1000);
  CHECK(delayed > 500);
  CHECK(without > 500);
  CHECK(swaps > 100);
}

/// One ward with a list, and a clinic to which nobody comes of their own.
const std::string ward_and_clinic = R"(
schema: 1
name: Ward
start: 2026-01-05
run: {warm_up: 10 d, horizon: 500 d, seed: 5}
levels:
  ward:
    places: {beds: 2}
    treatment_time: {lognormal: {median: 6 d, mean: 9 d}}
    to: {home: 0.5, out: 0.5}
    waiting: {patience: {exponential: {mean: 9 d}}, gave_up_to: home}
  clinic: {places: {slots: 2}, treatment_time: 3 d, to: out}
community:
  home: {time: {exponential: {mean: 50 d}}, to: {ward: 0.4, out: 0.6}}
outcomes: [out]
arrivals:
  calls: {poisson: {rate: 3 /wk}, to: ward}
)";

TEST_CASE("second places: a bridge that changes no patience changes nothing for those who wait") {
  const Model without = model_of(ward_and_clinic);
  const Model with = model_of(ward_and_clinic, {"levels.ward.waiting.bridge=clinic"});
  const Model patient =
      model_of(ward_and_clinic, {"levels.ward.waiting.bridge={to: clinic, patience_ratio: 2}"});
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    CAPTURE(replication);
    const auto wait_of = [replication](const Model& model) {
      const Observations all = models::Simulator{model}.run(replication);
      const models::StateObservations& ward = observed(model, all, "ward");
      return std::vector<double>{ward[models::Length::Wait].sum(),
                                 ward[models::Length::Stay].sum(),
                                 static_cast<double>(ward[models::Counter::GaveUp]),
                                 ward[models::Headcount::List].integral_days(),
                                 static_cast<double>(all.people_inside)};
    };
    CHECK(wait_of(with) == wait_of(without));
    CHECK(wait_of(patient) != wait_of(without));
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
