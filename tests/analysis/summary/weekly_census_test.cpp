#include "analysis/summary/weekly_census.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

using stepdown::analysis::WeeklyCensus;
using stepdown::analysis::WeeklySummarizer;
using stepdown::models::Observations;

namespace {

/// One level with so many people at Monday 01:00, seen in two weeks; nobody at other hours, and no
/// Sunday 23:00.
Observations week(std::int64_t people) {
  Observations seen;
  seen.weekly.resize(1);
  seen.weekly_looks.fill(2);
  seen.weekly_looks.back() = 0;
  seen.weekly[0].census[1] = people;
  seen.weekly[0].list[1] = 2;
  return seen;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

// 1, 2, 3, 4 and 5 people on average: mean 3, standard error sqrt(2.5 / 5), t 2.776.
TEST_CASE("weekly census: means and intervals over replications by hand") {
  WeeklySummarizer summarizer;
  for (const std::int64_t people : {2, 4, 6, 8, 10})
    summarizer.add(week(people));
  const std::vector<WeeklyCensus> levels = summarizer.finish();
  REQUIRE(levels.size() == 1);
  const auto& monday = levels[0].census[1];
  CHECK(monday.mean == 3.0);
  REQUIRE(monday.interval);
  CHECK(monday.interval->low == doctest::Approx(3 - 2.776445 * 0.7071068));
  CHECK(monday.interval->high == doctest::Approx(3 + 2.776445 * 0.7071068));
  CHECK(levels[0].list[1].mean == 1.0);
  CHECK(levels[0].census[0].mean == 0.0);
  CHECK_FALSE(levels[0].census[0].interval);
  CHECK_FALSE(levels[0].census[167].mean);  // not in the window
}

TEST_CASE("weekly census: where hours are not observed there is none") {
  WeeklySummarizer summarizer;
  summarizer.add(Observations{});
  CHECK(summarizer.finish().empty());
}

TEST_SUITE_END();
