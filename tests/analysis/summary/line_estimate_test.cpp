#include "analysis/summary/line_estimate.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace stepdown::analysis {
namespace {

TEST_SUITE_BEGIN("unit");

TEST_CASE("line estimate: what one replication alone has seen has no interval") {
  std::vector<RatioPart> parts(6, {1, 100});
  const LineEstimate even = ratio_estimate({.parts = parts});
  CHECK(even.value == doctest::Approx(0.01));
  CHECK(even.interval.has_value());
  parts.front().numerator = 10'000;
  const LineEstimate uneven = ratio_estimate({.parts = parts});
  CHECK(uneven.value == doctest::Approx(10'005.0 / 600));
  CHECK(uneven.standard_error.has_value());
  CHECK_FALSE(uneven.interval.has_value());
  CHECK(uneven.note == "replications differ too much for an interval");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::analysis
