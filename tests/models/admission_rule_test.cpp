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

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
