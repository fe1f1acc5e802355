#include "analysis/summary/monthly_census.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <vector>

using stepdown::analysis::MonthlyCensus;
using stepdown::analysis::MonthlySummarizer;
using stepdown::models::Model;
using stepdown::models::Observations;

namespace {

/// From 30 January 2026 on, after two days of warm-up that began on 28 January.
Model from_the_end_of_january() {
  Model model;
  model.calendar = stepdown::models::Calendar{std::chrono::year{2026} / 1 / 28};
  model.warm_up = 2;
  return model;
}

/// Two midnights of January, then two of February, in one level.
Observations midnights(std::vector<std::int32_t> census) {
  Observations seen;
  seen.daily.resize(1);
  seen.daily[0].list.assign(census.size(), 1);
  seen.daily[0].held.assign(census.size(), 0);
  seen.daily[0].census = std::move(census);
  return seen;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

// Means of January 1, 2, 3, 4, 5: mean 3, standard error sqrt(2.5 / 5), t 2.776.
TEST_CASE("monthly census: means and peaks and bands over replications by hand") {
  const Model model = from_the_end_of_january();
  MonthlySummarizer summarizer(model);
  for (const std::int32_t people : {1, 2, 3, 4, 5})
    summarizer.add(midnights({people - 1, people + 1, 7, 9}));
  const std::vector<std::vector<MonthlyCensus>> levels = summarizer.finish();
  REQUIRE(levels.size() == 1);
  REQUIRE(levels[0].size() == 2);
  const MonthlyCensus& january = levels[0][0];
  CHECK(january.month == std::chrono::year{2026} / 1);
  CHECK(january.midnights == 2);
  CHECK(january.census.mean == 3.0);
  CHECK(january.census.peak == 4.0);
  CHECK(january.census.p05 == 1.0);
  CHECK(january.census.p95 == 5.0);
  REQUIRE(january.census.interval);
  CHECK(january.census.interval->low == doctest::Approx(3 - 2.776445 * 0.7071068));
  CHECK(january.census.interval->high == doctest::Approx(3 + 2.776445 * 0.7071068));
  CHECK(january.list.mean == 1.0);
  CHECK(january.held.mean == 0.0);
  const MonthlyCensus& february = levels[0][1];
  CHECK(february.month == std::chrono::year{2026} / 2);
  CHECK(february.census.mean == 8.0);
  CHECK(february.census.peak == 9.0);
}

TEST_CASE("monthly census: a window so long that not every day is kept has none") {
  const Model model = from_the_end_of_january();
  MonthlySummarizer summarizer(model);
  Observations seen = midnights({2, 4, 6});
  seen.daily_stride = 2;
  summarizer.add(seen);
  CHECK(summarizer.finish().empty());
}

TEST_CASE("monthly census: without levels there is none") {
  const Model model = from_the_end_of_january();
  MonthlySummarizer summarizer(model);
  summarizer.add(Observations{});
  CHECK(summarizer.finish().empty());
}

TEST_SUITE_END();
