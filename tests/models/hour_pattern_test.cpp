#include "models/hour_pattern.hpp"

#include "models/arrivals.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

using namespace stepdown;
using models::HourPattern;

TEST_SUITE_BEGIN("unit");

namespace {

/// Nobody at night, three times as many from 09:00 to 12:00 as in the afternoon until 16:00.
HourPattern office() {
  std::array<double, models::hours_a_day> weights{};
  for (std::size_t hour = 9; hour < 16; ++hour)
    weights.at(hour) = hour < 12 ? 3 : 1;
  return HourPattern{weights};
}

double hours(sim::Ticks time) {
  return sim::to_days(time) * 24;
}

constexpr const char* office_hours = R"(schema: 1
name: Office hours
start: 2026-01-05
run: {warm_up: 0 d, horizon: 400 d}
levels:
  a: {places: unlimited, treatment_time: {exponential: {mean: 6 h}}, to: out}
outcomes: [out]
arrivals:
  r: {poisson: {rate: 13 /d, hour: {0-8: 0, 9-11: 3, 16-23: 0}}, to: a}
)";

}  // namespace

TEST_CASE("hour pattern: shares and times of day are inverse to each other") {
  const HourPattern pattern = office();
  CHECK_FALSE(pattern.is_even());
  CHECK(pattern.share_up_to(9.0 / 24) == 0);
  CHECK(pattern.share_up_to(10.5 / 24) == doctest::Approx(4.5 / 13));
  CHECK(pattern.share_up_to(13.0 / 24) == doctest::Approx(10.0 / 13));
  CHECK(pattern.share_up_to(1) == 1);
  CHECK(hours(pattern.time_of(0)) == 9);
  CHECK(hours(pattern.time_of(4.5 / 13)) == doctest::Approx(10.5));
  CHECK(hours(pattern.time_of(1 - 0x1p-53)) < 16);
  for (const double share : {0.05, 0.3, 0.7, 0.99})
    CHECK(pattern.share_up_to(sim::to_days(pattern.time_of(share))) == doctest::Approx(share));
}

TEST_CASE("hour pattern: without weights a day is even") {
  const HourPattern even;
  CHECK(even.is_even());
  CHECK(even.share_up_to(0.3) == 0.3);
  CHECK(even.time_of(0.5) == sim::one_day / 2);
}

TEST_CASE("poisson arrivals: hours change neither the mean rate nor which days are alike") {
  models::PoissonArrivals arrivals;
  arrivals.per_day = 6;
  CHECK(arrivals.steady_rate() == 6);
  arrivals.hours = {{0, 7, 0}, {18, 23, 0}};
  CHECK_FALSE(arrivals.steady_rate());
  CHECK(arrivals.has_same_days());
  const models::Calendar calendar;
  CHECK(arrivals.mean_moments(calendar, 0, 10) == doctest::Approx(60));
  CHECK(arrivals.mean_moments(calendar, 1, 1 + 8.0 / 24) == doctest::Approx(0));
  CHECK(arrivals.mean_moments(calendar, 1 + 8.0 / 24, 1 + 13.0 / 24) == doctest::Approx(3));
  CHECK(arrivals.daily_rates(calendar, 3) == std::vector<double>{6, 6, 6});
}

// 400 days of 13: standard errors of the shares 0.6 % and less.
TEST_CASE("poisson arrivals: people come by the weights of the hours") {
  const models::Model model = tests::model_of(office_hours);
  std::array<double, models::hours_a_day> came{};
  double all = 0;
  for (const models::Happening& h : tests::happenings(model)) {
    if (h.kind != models::HappeningKind::Arrival) continue;
    came.at(static_cast<std::size_t>(hours(h.time % sim::one_day))) += 1;
    all += 1;
  }
  const double expected = 400 * 13;
  CHECK(std::abs(all - expected) < 4 * std::sqrt(expected));
  CHECK(std::abs(all - expected * 1.1) > 4 * std::sqrt(expected));
  for (std::size_t hour = 0; hour < came.size(); ++hour) {
    CAPTURE(hour);
    const double share = hour < 9 || hour > 15 ? 0 : (hour < 12 ? 3.0 : 1.0) / 13;
    CHECK(std::abs(came.at(hour) / all - share) <= 4 * std::sqrt(share * (1 - share) / all));
  }
}

// Each hour of one weight draws as every hour would that is written, and as if none were.
TEST_CASE("poisson arrivals: equal weights of all hours are none") {
  const auto first_moments = [](const std::string& hours_written) {
    const models::Model model =
        tests::model_of(office_hours, {"arrivals.r.poisson={rate: 13 /d" + hours_written + "}"});
    std::vector<double> days;
    for (const models::Happening& h : tests::happenings(model))
      if (h.kind == models::HappeningKind::Arrival) days.push_back(sim::to_days(h.time));
    return days;
  };
  const std::vector<double> written = first_moments(", hour: {0-23: 2}");
  const std::vector<double> none = first_moments("");
  REQUIRE(written.size() == none.size());
  for (std::size_t i = 0; i < none.size(); ++i)
    CHECK(written[i] == doctest::Approx(none[i]).epsilon(1e-9));
}

// M_t/M/infinity: the mean number falls by exp(-1 / 6) an hour and rises by what comes, in the
// rhythm of the day after a few of them. 40 replications of 390 days at each time.
TEST_CASE("poisson arrivals: the mean number at a time of day follows the hours") {
  const models::Model model = tests::model_of(office_hours);
  std::array<double, models::hours_a_day> expected{};  // at the beginning of each hour
  double people = 0;
  for (int hour = 0; hour < 24 * 20; ++hour) {
    expected.at(static_cast<std::size_t>(hour % 24)) = people;
    const int of_day = hour % 24;
    const double rate = of_day < 9 || of_day > 15 ? 0 : of_day < 12 ? 3 : 1;  // an hour
    people = people * std::exp(-1.0 / 6) + rate * 6 * (1 - std::exp(-1.0 / 6));
  }
  constexpr int replications = 40;
  constexpr long first_day = 10;
  for (const std::size_t hour : {0U, 10U, 12U, 16U}) {
    CAPTURE(hour);
    std::vector<double> sample;
    for (std::uint32_t r = 0; r < replications; ++r) {
      std::vector<double> present(400, 0.0);
      const auto count_from = [&](double days, double change) {
        // the first day on which that time comes after
        const double day = std::ceil(days - static_cast<double>(hour) / 24);
        for (auto d = static_cast<std::size_t>(std::max(0.0, day)); d < present.size(); ++d)
          present[d] += change;
      };
      for (const models::Happening& h : tests::happenings(model, r)) {
        if (h.kind == models::HappeningKind::Admission) count_from(sim::to_days(h.time), 1);
        if (h.kind == models::HappeningKind::Outcome) count_from(sim::to_days(h.time), -1);
      }
      double sum = 0;
      for (std::size_t d = first_day; d < present.size(); ++d)
        sum += present[d];
      sample.push_back(sum / static_cast<double>(present.size() - first_day));
    }
    CHECK(tests::check_mean(sample, expected.at(hour)));
    CHECK_FALSE(tests::check_mean(sample, expected.at(hour) * 1.05 + 0.02));
  }
}

TEST_SUITE_END();
