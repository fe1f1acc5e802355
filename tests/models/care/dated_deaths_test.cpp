#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

// A hazard of death that changes on a date, held against what is exact.
namespace stepdown::tests {
namespace {

using models::Model;
using models::Observations;

TEST_SUITE_BEGIN("unit");

TEST_CASE("changes on dates: deaths expected follow the hazard that each stay has") {
  const Model model = model_of(R"(
schema: 1
name: Deaths
start: 2026-01-05
run: {warm_up: 0 d, horizon: 400 d, replications: 1}
levels:
  php:
    places: unlimited
    exits:
      planned: {probability: 1, treatment_time: 20 d, to: well}
      death: {after: {exponential: {mean: 100 d}}, to: died}
outcomes: [well, died]
arrivals: {ana: {poisson: {rate: 1 /d}, to: php}}
changes: {2026-07-24: {levels.php.exits.death.after: {exponential: {mean: 50 d}}}}
)");
  // All who come in 200 d stay 20 d or die before: each faces 1 - exp(-20 / mean) in all; of the
  // last ones the stays are cut at the horizon.
  const auto died = [](double mean, double days) { return 1 - std::exp(-days / mean); };
  double expected = 200 * died(100, 20) + 180 * died(50, 20);
  expected += 20 - 50 * died(50, 20);  // integral of the chance to have died by u days, 0 to 20
  const std::vector<Observations> all = observe(model, 300);
  const auto deaths_expected =
      each(all, [](const Observations& one) { return one.outcomes.cells[0].deaths_expected; });
  const auto deaths = each(all, [&](const Observations& one) {
    return static_cast<double>(observed(model, one, "php").exits[1].count());
  });
  CHECK(check_mean(deaths, expected));
  CHECK(check_mean(deaths_expected, expected));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
