#include "models/load_forecast.hpp"

#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace stepdown::tests {
namespace {

using models::forecast_load;
using models::LoadForecast;

TEST_SUITE_BEGIN("unit");

// 6 a day come to the clinic and half of those who leave it come back from home:
// clinic = 6 + home, home = clinic / 2, so 12 and 6 a day; 10 and 30 days each.
const std::string returning = R"(
schema: 1
name: Return
start: 2026-01-05
run: {warm_up: 0 d, horizon: 10 y, replications: 1}
levels:
  clinic:
    places: unlimited
    treatment_time: {exponential: {mean: 10 d}}
    to: {home: 0.5, done: 0.5}
community:
  home:
    exits:
      return: {after: {exponential: {mean: 30 d}}, to: clinic}
outcomes: [done]
arrivals:
  street: {poisson: {rate: 6 /d}, to: clinic}
)";

TEST_CASE("load forecast: traffic equations and Little's law") {
  const LoadForecast load = forecast_load(model_of(returning));
  CHECK(load.events_per_day == doctest::Approx(6 + 12 + 6));
  CHECK(load.people_inside == doctest::Approx(12 * 10 + 6 * 30));
}

TEST_CASE("load forecast: no more people than come before the horizon") {
  const LoadForecast load = forecast_load(model_of(returning, {"run.horizon=5 d"}));
  CHECK(load.people_inside == doctest::Approx(6 * 5));
}

TEST_CASE("load forecast: rates from dates on count if they are before the horizon") {
  const auto with_step = [](const std::string& date) {
    return forecast_load(
        model_of(returning, {"arrivals.street.poisson.steps={" + date + ": 600 /d}"}));
  };
  CHECK(with_step("2030-01-01").events_per_day == doctest::Approx(2400));
  CHECK(with_step("2090-01-01").events_per_day == doctest::Approx(24));
}

// Room is made for as many people as are forecast: half an hour at a rate that is meant for months
// must not ask for more memory than there is.
TEST_CASE("load forecast: one that is far too high does no harm") {
  const models::Model model = model_of(
      returning, {"run.horizon=3650.02 d", "arrivals.street.poisson.steps={2036-01-03: 1e6 /d}"});
  CHECK(forecast_load(model).people_inside == doctest::Approx(5e7));
  CHECK(models::Simulator{model}.run(0).people < 60000);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
