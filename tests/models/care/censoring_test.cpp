#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>

// What is still going on at the horizon is counted beside what has ended.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

const std::string long_stays = R"(
schema: 1
name: Long stays
start: 2026-01-05
run: {warm_up: 0 d, horizon: 10 d, replications: 1}
levels:
  long: {places: {beds: 2}, treatment_time: 30 d, to: done}
outcomes: [done]
arrivals:
  people: {scheduled: {every: 4 d, first: 0 d}, to: long}
)";

TEST_SUITE_BEGIN("unit");

// Referrals on days 0, 4, 8; two beds. At day 10: stays of 10 and 6 days and a wait of 2 days.
TEST_CASE("censoring: stays and waits that outlast the horizon are counted as open") {
  const Model model = model_of(long_stays);
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& level = observed(model, all, "long");
  CHECK(level[Length::Stay].count() == 0);
  CHECK(level.open_stays == 2);
  CHECK(level.open_stay_time.days() == doctest::Approx(16));
  CHECK(level[Length::Wait].count() == 2);
  CHECK(level.open_waits == 1);
  CHECK(level.open_wait_time.days() == doctest::Approx(2));
  CHECK(level[Counter::Requests] == 3);
  CHECK(level[Counter::Admissions] == 2);
  CHECK(level.entered == 2);
  CHECK(level.left == 0);
  CHECK(level.inside == 2);
  CHECK(level[Headcount::Census].integral_days() == doctest::Approx(16));
  CHECK(level.clipped_stay_time.days() == doctest::Approx(16));
  CHECK(level[Headcount::List].integral_days() == doctest::Approx(2));
  CHECK(all.people == 3);
  CHECK(all.people_inside == 3);
}

// The same with the window 5-10: the requests and admissions of days 0 and 4 are not of the window,
// their time in it is.
TEST_CASE("censoring: what began before the window counts with the time that lies in it") {
  const Model model = model_of(long_stays, {"run.warm_up=5 d"});
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& level = observed(model, all, "long");
  CHECK(all.window_days == doctest::Approx(5));
  CHECK(level[Counter::Requests] == 1);
  CHECK(level[Counter::Admissions] == 0);
  CHECK(level.open_stays == 2);
  CHECK(level.open_stay_time.days() == doctest::Approx(16));
  CHECK(level[Headcount::Census].integral_days() == doctest::Approx(10));
  CHECK(level.clipped_stay_time.days() == doctest::Approx(10));
  CHECK(level.entered == 2);
  CHECK(level.inside == 2);
  CHECK(level.open_waits == 1);
  CHECK(level[Headcount::List].integral_days() == doctest::Approx(2));
}

// With 5.5 d instead of 30: stays 0-5.5, 4-9.5 and, open, 8-10. The first counts with its whole
// length, half a day of which lies in the window.
TEST_CASE("censoring: a stay that began in warm-up counts whole when it ends in the window") {
  const Model model = model_of(long_stays, {"run.warm_up=5 d", "levels.long.treatment_time=5.5 d"});
  const Observations all = models::Simulator{model}.run(0);
  const StateObservations& level = observed(model, all, "long");
  CHECK(level[Length::Stay].count() == 2);
  CHECK(level[Length::Stay].sum() == doctest::Approx(11));
  CHECK(level.open_stays == 1);
  CHECK(level.open_stay_time.days() == doctest::Approx(2));
  CHECK(level.clipped_stay_time.days() == doctest::Approx(0.5 + 4.5 + 2));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
