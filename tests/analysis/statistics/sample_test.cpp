#include "analysis/statistics/sample.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <vector>

namespace stepdown::tests {
namespace {

using analysis::count_for_share;
using analysis::sample_mean;
using analysis::sample_quantile;

TEST_SUITE_BEGIN("unit");

TEST_CASE("samples: a share of a number is as few as are at least that") {
  CHECK(count_for_share(20, 0.05) == 1);
  CHECK(count_for_share(20, 0.051) == 2);
  CHECK(count_for_share(10, 0.3) == 3);  // 3.0000000000000004 by no more than rounding
  CHECK(count_for_share(10, 0) == 0);
  CHECK(count_for_share(10, 1) == 10);
}

TEST_CASE("samples: the mean and the smallest value with so many at or below it") {
  CHECK(sample_mean({}) == std::nullopt);
  CHECK(sample_quantile({}, 0.5) == std::nullopt);
  const std::vector<double> values{4, 1, 3, 2};
  CHECK(sample_mean(values) == 2.5);
  CHECK(sample_quantile(values, 0) == 1);
  CHECK(sample_quantile(values, 0.25) == 1);
  CHECK(sample_quantile(values, 0.26) == 2);
  CHECK(sample_quantile(values, 0.95) == 4);
  CHECK(sample_quantile(values, 1) == 4);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
