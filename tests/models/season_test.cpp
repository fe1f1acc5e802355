#include "models/season.hpp"

#include "models/arrivals.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>
#include <utility>

using namespace stepdown;
using models::Calendar;
using models::Date;
using models::Season;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("unit");

namespace {

const Calendar from_peak{Date{2026y, std::chrono::May, 1d}};
const Season fifth{0.2, std::chrono::May / 1};

double sum_of_weights(long from, long to) {
  double sum = 0;
  for (long day = from; day < to; ++day)
    sum += fifth.weight(day, from_peak);
  return sum;
}

/// sum of 1 + a cos(2 pi k / n) over k from `from` up to, but not including, `to`: as the sum of
/// cosines in arithmetic progression.
double expected_weight(double amplitude, int from, int to, int n) {
  const double half = std::numbers::pi / n;
  return to - from +
         amplitude * std::sin(half * (to - from)) / std::sin(half) *
             std::cos(half * (from + to - 1));
}

constexpr const char* seasonal = R"(schema: 1
name: A season
start: 2026-05-01
run: {warm_up: 0 d, horizon: 365 d}
levels:
  a: {places: unlimited, treatment_time: 1 h, to: out}
outcomes: [out]
arrivals:
  r: {poisson: {rate: 100 /d, seasonal: {amplitude: 0.6, peak: 05-01}}, to: a}
)";

}  // namespace

TEST_CASE("season: it is highest on its day and lowest half a year later") {
  CHECK(fifth.weight(0, from_peak) == 1.2);
  CHECK(fifth.weight(1, from_peak) == fifth.weight(364, from_peak));
  CHECK(fifth.weight(73, from_peak) == doctest::Approx(1 + 0.2 * 0.30901699));  // a fifth of a year
  CHECK(fifth.weight(182, from_peak) == doctest::Approx(0.8).epsilon(1e-4));
  CHECK(fifth.weight(365, from_peak) == 1.2);
  CHECK(fifth.weight(-365, from_peak) == 1.2);
}

// From 2027-05-01 to 2028-05-01 there are 366 days.
TEST_CASE("season: it averages 1 from peak to peak in leap years too") {
  CHECK(sum_of_weights(0, 365) == doctest::Approx(365).epsilon(1e-12));
  CHECK(sum_of_weights(365, 731) == doctest::Approx(366).epsilon(1e-12));
  CHECK(fifth.weight(731, from_peak) == 1.2);
  CHECK(fifth.weight(548, from_peak) == doctest::Approx(0.8).epsilon(1e-12));
}

TEST_CASE("season: without amplitude there is none") {
  models::PoissonArrivals arrivals;
  arrivals.per_day = 6;
  CHECK(arrivals.season.weight(123, from_peak) == 1);
  CHECK(arrivals.steady_rate() == 6);
  arrivals.season = fifth;
  CHECK_FALSE(arrivals.steady_rate());
  CHECK(arrivals.has_yearly_pattern());
  CHECK_FALSE(arrivals.has_weekly_pattern());
}

TEST_CASE("season: expected referrals of a quarter are the sum of its days") {
  models::PoissonArrivals arrivals;
  arrivals.per_day = 10;
  arrivals.season = fifth;
  for (const auto& [from, to] : {std::pair{0, 91}, {91, 182}, {182, 274}, {274, 365}})
    CHECK(arrivals.mean_moments(from_peak, from, to) ==
          doctest::Approx(10 * expected_weight(0.2, from, to, 365)).epsilon(1e-12));
  CHECK(arrivals.daily_rates(from_peak, 1).front() == 12);
}

// Some 12,600 referrals in the quarters before and after the peak and 5,700 in the others, with
// standard errors of 112 and 75. An even rate would give 9,100 in each.
TEST_CASE("season: people come by it") {
  const models::Model model = tests::model_of(seasonal);
  std::array<double, 4> came{};
  constexpr std::array<int, 5> ends{0, 91, 182, 274, 365};
  for (const models::Happening& h : tests::happenings(model)) {
    if (h.kind != models::HappeningKind::Arrival) continue;
    std::size_t quarter = 0;
    while (sim::to_days(h.time) >= ends.at(quarter + 1))
      ++quarter;
    came.at(quarter) += 1;
  }
  for (std::size_t quarter = 0; quarter < came.size(); ++quarter) {
    CAPTURE(quarter);
    const double expected = 100 * expected_weight(0.6, ends.at(quarter), ends.at(quarter + 1), 365);
    CHECK(std::abs(came.at(quarter) - expected) < 4 * std::sqrt(expected));
    const double even = 100 * (ends.at(quarter + 1) - ends.at(quarter));
    CHECK(std::abs(came.at(quarter) - even) > 4 * std::sqrt(even));
  }
}

TEST_CASE("season: theory does not take it for a steady rate") {
  const models::Model model = tests::model_of(seasonal);
  CHECK(model.features.contains(models::Feature::VaryingArrivals));
  const models::Model even = tests::model_of(seasonal, {"arrivals.r.poisson.seasonal.amplitude=0"});
  CHECK_FALSE(even.features.contains(models::Feature::VaryingArrivals));
}

TEST_CASE("season: what cannot be one is refused") {
  const auto refusal = [](const std::string& set) {
    return tests::refusal_of(seasonal, {"arrivals.r.poisson.seasonal." + set});
  };
  const auto says = [&](const std::string& set, const std::string& what) {
    CAPTURE(refusal(set));
    return refusal(set).find(what) != std::string::npos;
  };
  CHECK(says("amplitude=1.5", "expected a number from 0 to 1, got '1.5'"));
  CHECK(says("amplitude=-0.1", "expected a number from 0 to 1, got '-0.1'"));
  CHECK(says("peak=May", "expected a day of the year (such as '05-01'), got 'May'"));
  CHECK(says("peak=13-01", "expected a day of the year (such as '05-01'), got '13-01'"));
  CHECK(says("peak=02-29", "not every year has such a day"));
}

TEST_SUITE_END();
