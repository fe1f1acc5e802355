#include "models/load_forecast.hpp"

#include "models/poisson_arrivals.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <variant>

namespace stepdown::tests {
namespace {

using models::forecast_load;
using models::forecast_moves;
using models::LoadForecast;
using models::MovesForecast;

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
  CHECK(load.in_places == doctest::Approx(12 * 10 + 6 * 30));
  const auto full = forecast_load(
      model_of(returning, {"levels.clinic.places={beds: 20, changes: {2027-01-01: 30}}"}));
  CHECK(full.in_places == doctest::Approx(30 + 6 * 30));
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

// Half an hour at a rate that is meant for months: 21,900 people come before it and 20,000 with it.
TEST_CASE("load forecast: no more people than all rates bring together") {
  const models::Model model = model_of(
      returning, {"run.horizon=3650.02 d", "arrivals.street.poisson.steps={2036-01-03: 1e6 /d}"});
  const LoadForecast load = forecast_load(model);
  CHECK(load.events_per_day == doctest::Approx(4e6));
  CHECK(load.people_inside == doctest::Approx(6 * 3650 + 0.02 * 1e6));
}

TEST_CASE("load forecast: growth counts as it will be at the horizon") {
  const LoadForecast load =
      forecast_load(model_of(returning, {"arrivals.street.poisson.growth=10 %/y"}));
  CHECK(load.events_per_day == doctest::Approx(24 * std::pow(1.1, 10)));
}

TEST_CASE("load forecast: growth beyond any number leaves a number") {
  for (const std::string rate : {"0 /d", "6 /d"}) {
    CAPTURE(rate);
    models::Model model =
        model_of(returning, {"run.horizon=700 y", "arrivals.street.poisson={rate: " + rate + "}"});
    std::get<models::PoissonArrivals>(model.sources.front().process).growth_per_year = 10;
    const LoadForecast load = forecast_load(model);
    CHECK(std::isfinite(load.events_per_day));
    CHECK(load.events_per_day > 0);
    CHECK(std::isfinite(load.people_inside));
  }
}

// Each stay at the clinic is followed by another with chance 1/2, home in between: two stays there
// and one at home, then the outcome. The horizon of ten years takes some of them: 1 of 366 at each
// stay of 10 d, and three times that of those at home.
TEST_CASE("load forecast: moves of one person") {
  const MovesForecast moves = forecast_moves(model_of(returning));
  const double clinic = 1 / (1 + 10.0 / 3650);
  const double home = 1 / (1 + 30.0 / 3650);
  const double stays = 1 / (1 - 0.5 * clinic * home);
  CHECK(moves.each == doctest::Approx(stays * (1 + clinic)).epsilon(1e-6));
  CHECK(moves.events == doctest::Approx(moves.each * 6 * 3650));
}

// Nobody leaves the round before the horizon of 30 d, which is 3e5 stays of 1e-4 d, or 2e5
// of 1.5e-4.
TEST_CASE("load forecast: moves of people who go round in next to no time") {
  const std::string scenario = R"(
schema: 1
name: Round
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d, replications: 1}
levels:
  a: {places: unlimited, treatment_time: 0.0001 d, to: {a: 0.999999999999, out: 0.000000000001}}
  b: {places: unlimited, treatment_time: 0.0002 d, to: {a: 0.999999999999, out: 0.000000000001}}
outcomes: [out]
arrivals:
  r: {poisson: {rate: 1 /d}, to: a}
)";
  const MovesForecast one = forecast_moves(model_of(scenario));
  CHECK(one.each == doctest::Approx(30 / 0.0001).epsilon(0.001));
  const MovesForecast two =
      forecast_moves(model_of(scenario, {"levels.a.to={b: 0.999999999999, out: 1e-12}"}));
  CHECK(two.each == doctest::Approx(30 / 0.00015).epsilon(0.001));
}

TEST_CASE("load forecast: batches and schedules") {
  const std::string bus = "  bus: {scheduled: {every: 2 d, first: 0 d}, to: clinic}\n";
  const LoadForecast load =
      forecast_load(model_of(returning + bus, {"arrivals.street.batch={1: 0.5, 3: 0.5}"}));
  CHECK(load.events_per_day == doctest::Approx(24 * (12 + 0.5) / 6));
}

TEST_CASE("load forecast: of several clocks the shortest counts") {
  const LoadForecast load = forecast_load(
      model_of(returning,
               {"community.home.exits.recovery={after: {exponential: {mean: 3000 d}}, to: done}"}));
  // half of those at home come back: clinic = 6 + clinic / 4
  CHECK(load.events_per_day == doctest::Approx(6 + 8 + 4));
  CHECK(load.people_inside == doctest::Approx(8 * 10 + 4 * 30));
}

TEST_CASE("load forecast: room for some more than are forecast and within reason") {
  CHECK(models::room_for({.people_inside = 1000}, 200) == 1100);
  CHECK(models::room_for({.people_inside = 1e30}, 200) * 200 <= std::size_t{1} << 33U);
  CHECK(models::room_for({.people_inside = 1e30}, 200) > 10'000'000);
  CHECK(models::room_for({.people_inside = 0}, 200) == 0);
  CHECK(models::room_for({.people_inside = std::nan("")}, 200) == 0);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
