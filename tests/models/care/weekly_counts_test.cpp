#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>

// People at each full hour of the week.
namespace stepdown::tests {
namespace {

using models::hours_a_week;
using models::Model;
using models::Observations;

/// One bed. kim comes on Mondays at 08:00 for 25 hours, ben at 20:00 for as long as kim leaves.
std::string one_bed(const std::string& start, const std::string& warm_up) {
  return "schema: 1\nname: One bed\nstart: " + start + "\nrun: {warm_up: " + warm_up +
         R"(, horizon: 14 d, replications: 1}
levels:
  clinic: {places: {beds: 1}, treatment_time: 25 h, to: out}
outcomes: [out]
arrivals:
  kim: {scheduled: {every: 7 d, first: 8 h}, to: clinic}
  ben: {scheduled: {every: 7 d, first: 20 h}, to: clinic}
)";
}

TEST_SUITE_BEGIN("unit");

// The bed is taken from 08:00 for 50 h, the list from 20:00 for 13 h: each by one person, first
// seen at the next full hour, and last at the one at which it ends.
TEST_CASE("weekly counts: people are counted at full hours before what happens then") {
  const Model model = model_of(one_bed("2026-01-05", "0 d"));  // a Monday
  const Observations seen = models::Simulator{model}.run(0);
  REQUIRE(seen.weekly.size() == 1);
  for (std::size_t hour = 0; hour < hours_a_week; ++hour) {
    CAPTURE(hour);
    CHECK(seen.weekly_looks[hour] == 2);
    CHECK(seen.weekly[0].census[hour] == (hour > 8 && hour <= 58 ? 2 : 0));
    CHECK(seen.weekly[0].list[hour] == (hour > 20 && hour <= 33 ? 2 : 0));
  }
}

TEST_CASE("weekly counts: the week begins on Monday whenever the run starts") {
  const Model model = model_of(one_bed("2026-01-10", "0 d"));  // a Saturday
  const Observations seen = models::Simulator{model}.run(0);
  const auto taken = [&](std::size_t day, std::size_t hour) {
    return seen.weekly[0].census[day * 24 + hour] == 2;
  };
  CHECK_FALSE(taken(5, 8));
  CHECK(taken(5, 9));
  CHECK(taken(6, 23));
  CHECK(taken(0, 10));
  CHECK_FALSE(taken(0, 11));
}

// Observed from 12:30 on the first Monday.
TEST_CASE("weekly counts: only full hours of the window are seen") {
  const Model model = model_of(one_bed("2026-01-05", "12.5 h"));
  const Observations seen = models::Simulator{model}.run(0);
  CHECK(seen.weekly_looks[12] == 1);
  CHECK(seen.weekly_looks[13] == 2);
  CHECK(seen.weekly[0].census[12] == 1);
  CHECK(seen.weekly[0].census[13] == 2);
}

TEST_CASE("weekly counts: they are kept only where the week matters") {
  const auto observes = [](const std::string& poisson) {
    const Model model = model_of(R"(schema: 1
name: Week
start: 2026-01-05
run: {warm_up: 0 d, horizon: 14 d}
levels:
  clinic: {places: unlimited, treatment_time: 1 d, to: out}
outcomes: [out]
arrivals:
  r: {poisson: {rate: 1 /d)" + poisson +
                                 "}, to: clinic}\n");
    return !models::Simulator{model}.run(0).weekly.empty();
  };
  CHECK_FALSE(observes(""));
  CHECK_FALSE(observes(", month: {may: 2}"));
  CHECK_FALSE(observes(", seasonal: {amplitude: 0.5, peak: 05-01}"));
  CHECK(observes(", weekday: {sat: 0}"));
  CHECK(observes(", hour: {0-7: 0}"));
}

// Averaged over the hours of whole weeks, people who come and go at full hours are the mean census.
TEST_CASE("weekly counts: their average is the mean census of a schedule of full hours") {
  const Model model = model_of(one_bed("2026-01-07", "0 d"));
  const Observations seen = models::Simulator{model}.run(0);
  std::int64_t hours = 0;
  for (const std::int64_t people : seen.weekly[0].census)
    hours += people;
  CHECK(
      static_cast<double>(hours) / 24 ==
      doctest::Approx(observed(model, seen, "clinic")[models::Headcount::Census].integral_days()));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
