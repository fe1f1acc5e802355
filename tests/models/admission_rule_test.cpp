#include "models/admission_rule.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <vector>

namespace stepdown::models {
namespace {

using sim::Ticks;
using std::chrono::days;
using std::chrono::hours;

/// The first few starts from a moment on.
std::vector<Ticks> starts_from(const CohortStarts& starts, Ticks moment, std::size_t count) {
  std::vector<Ticks> found;
  while (found.size() < count) {
    found.push_back(starts.next(moment));
    moment = found.back() + sim::one_tick;
  }
  return found;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("cohort starts: they lie as far apart as is said from the first on") {
  const CohortStarts monthly{.first = days{28} + hours{9}, .every = days{28}, .closed_days = {}};
  CHECK(starts_from(monthly, Ticks::zero(), 2) ==
        std::vector<Ticks>{days{28} + hours{9}, days{56} + hours{9}});
  CHECK(monthly.next(days{56} + hours{9}) == days{56} + hours{9});
}

TEST_CASE("cohort starts: the first can lie long before the run") {
  const CohortStarts weekly{.first = days{-703}, .every = days{7}, .closed_days = {}};
  CHECK(starts_from(weekly, Ticks::zero(), 2) == std::vector<Ticks>{days{4}, days{11}});
}

TEST_CASE("cohort starts: one on a closed day is on the next that is none") {
  const CohortStarts weekly{.first = hours{9}, .every = days{7}, .closed_days = {7, 8, 21}};
  CHECK(starts_from(weekly, sim::one_day, 3) ==
        std::vector<Ticks>{days{9} + hours{9}, days{14} + hours{9}, days{22} + hours{9}});
  CHECK(weekly.next(days{8}) == days{9} + hours{9});
}

TEST_CASE("cohort starts: those that closed days put on one moment are one") {
  const CohortStarts daily{.first = Ticks::zero(), .every = days{1}, .closed_days = {1, 2}};
  CHECK(starts_from(daily, Ticks::zero(), 3) ==
        std::vector<Ticks>{Ticks::zero(), days{3}, days{4}});
}

TEST_CASE("cohort starts: those before the run go on as far back as there were any") {
  constexpr sim::Ticks week = 7 * sim::one_day;
  models::CohortStarts starts;
  starts.every = 4 * week;
  starts.first = 2 * week;
  CHECK(starts.past()[0] == 2 * week);
  CHECK(starts.past()[1] == 6 * week);
  starts.first = sim::Ticks::zero();
  CHECK(starts.past()[0] == 4 * week);
  starts.first = -9 * week;
  CHECK(starts.past() == std::vector<sim::Ticks>{1 * week, 5 * week, 9 * week});
  starts.first = -8 * week;
  CHECK(starts.past() == std::vector<sim::Ticks>{4 * week, 8 * week});
  starts.first = 4000 * sim::one_day;
  for (const sim::Ticks ago : starts.past())
    CHECK((starts.first + ago) % starts.every == sim::Ticks::zero());
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
