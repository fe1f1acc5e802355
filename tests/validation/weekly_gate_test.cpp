#include "sim/distributions/distribution.hpp"
#include "sim/distributions/erlang.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

// Unlimited places behind a gate that is open on weekdays from 9 to 17.
namespace stepdown::tests {
namespace {

using models::hours_a_day;
using models::hours_a_week;
using models::Length;
using models::Model;
using models::Observations;

constexpr double per_hour = 0.25;
constexpr std::size_t opens = 9;
constexpr std::size_t closes = 17;

bool is_open(std::size_t hour_of_week, std::size_t opens_at) {
  const std::size_t hour = hour_of_week % hours_a_day;
  return hour_of_week / hours_a_day < 5 && hour >= opens_at && hour < closes;
}

/// Mean census at each full hour of the week, before what happens then: of those admitted since,
/// the share still there. Through the open hours people come evenly; all who came while the gate
/// was closed come at the moment when it opens. Survival is integrated by Simpson's rule.
std::vector<double> expected_census(const sim::Distribution& stay, std::size_t opens_at) {
  constexpr std::size_t weeks = 60;
  const auto still = [&stay](double hours) { return sim::survival(stay, hours / 24); };
  std::array<double, hours_a_week> batch{};
  std::size_t closed_for = 0;
  for (std::size_t hour = 0; hour < 2 * hours_a_week; ++hour) {
    const std::size_t of_week = hour % hours_a_week;
    if (!is_open(of_week, opens_at)) {
      ++closed_for;
      continue;
    }
    batch[of_week] = per_hour * static_cast<double>(closed_for);
    closed_for = 0;
  }
  std::vector<double> census(hours_a_week);
  for (std::size_t at = 0; at < hours_a_week; ++at) {
    for (std::size_t ago = 1; ago <= weeks * hours_a_week; ++ago) {
      const std::size_t hour = (at + weeks * hours_a_week - ago) % hours_a_week;
      if (!is_open(hour, opens_at)) continue;
      const auto age = static_cast<double>(ago);
      census[at] += batch[hour] * still(age);
      census[at] += per_hour * (still(age) + 4 * still(age - 0.5) + still(age - 1)) / 6;
    }
  }
  return census;
}

/// Stays are Erlang of three phases, 10 d on average: M/G/infinity behind the gate.
Model gated() {
  return model_of(R"(
schema: 1
name: Weekly gate
start: 2026-01-05
run: {warm_up: 30 wk, horizon: 130 wk, seed: 11}
levels:
  clinic:
    places: unlimited
    admission: {weekdays: [mon, tue, wed, thu, fri], hours: {from: 9 h, to: 17 h}}
    treatment_time: {erlang: {phases: 3, mean: 10 d}}
    to: out
outcomes: [out]
arrivals:
  calls: {poisson: {rate: 0.25 /h}, to: clinic}
)");
}

const sim::Distribution stay{sim::Erlang{3, 10}};

std::vector<double> census_at(const std::vector<Observations>& seen, std::size_t hour) {
  return each(seen, [hour](const Observations& one) {
    return static_cast<double>(one.weekly[0].census[hour]) /
           static_cast<double>(one.weekly_looks[hour]);
  });
}

TEST_SUITE_BEGIN("validation");

// 60 replications of 100 weeks; every full hour of the week within 4 standard errors.
TEST_CASE("validation: a weekly gate agrees with M/G/infinity of those it lets in") {
  const Model model = gated();
  const std::vector<Observations> seen = observe(model, 60);
  const std::vector<double> census = expected_census(stay, opens);
  for (std::size_t hour = 0; hour < hours_a_week; ++hour) {
    CAPTURE(hour);
    CHECK(check_mean(census_at(seen, hour), census[hour]));
  }
  // Who comes in the hour before it opens waits half an hour on average, and so on backwards.
  double waited = 0;
  double closed_for = 0;
  for (std::size_t hour = 2 * hours_a_week; hour-- > 0;) {
    closed_for = is_open(hour % hours_a_week, opens) ? 0 : closed_for + 1;
    if (hour < hours_a_week && closed_for > 0) waited += closed_for - 0.5;
  }
  CHECK(check_mean(each(seen,
                        [](const Observations& one) {
                          return one.states[0][Length::Wait].mean() * hours_a_day;
                        }),
                   waited / hours_a_week));
}

TEST_CASE("validation: a gate that opens an hour later would be seen") {
  const std::vector<Observations> seen = observe(gated(), 60);
  CHECK_FALSE(check_mean(census_at(seen, 15), expected_census(stay, opens + 1)[10]));
  CHECK_FALSE(check_mean(census_at(seen, 10), expected_census(stay, opens + 1)[10]));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
