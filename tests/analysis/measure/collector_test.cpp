#include "analysis/measure/collector.hpp"

#include "analysis/catalog/statistic.hpp"

#include <doctest/doctest.h>

#include <random>

namespace stepdown::analysis {

TEST_SUITE_BEGIN("unit");

TEST_CASE("collector: quantiles of a number over time are those found one by one") {
  std::mt19937_64 random{6};
  for (int round = 0; round < 100; ++round) {
    sim::TimeHistogram times;
    for (int value = round % 7; value < 60; value += 1 + static_cast<int>(random() % 5))
      times.add(value, sim::Ticks{static_cast<std::int64_t>(random() % 4 * 250)});
    times.add(20, sim::Ticks{1000});
    times.add(61, sim::Ticks::zero());
    Collector collector;
    collector.add_over_time("census", times);
    std::size_t found = 0;
    for (const Measurement& measurement : collector.found) {
      const auto p = quantile_of(measurement.statistic);
      if (!p) continue;
      ++found;
      CHECK(measurement.value == times.quantile(*p));
    }
    CHECK(found == quantiles.size());
  }
}

TEST_SUITE_END();

}  // namespace stepdown::analysis
