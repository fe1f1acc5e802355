#include "analysis/experiments/run_model.hpp"
#include "analysis/measure/curve.hpp"
#include "models/clock_counts.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

// Curves are as on exact times, also in the last days before the horizon, where nearly everybody
// still followed is cut off.
namespace stepdown::tests {
namespace {

const std::string one_month = R"(
schema: 1
name: A month of short stays
start: 2026-01-05
run: {warm_up: 0 d, horizon: 31 d, replications: 1000, seed: 4}
levels:
  a: {places: unlimited, treatment_time: {exponential: {mean: 10 d}}, to: home}
community:
  home: {exits: {recovery: {after: {exponential: {mean: 1000 d}}, to: recovered}}}
outcomes: [recovered]
arrivals:
  r: {poisson: {rate: 10 /d}, to: a}
)";

/// Stays of 10 d on average, of people who come evenly over `window` days and are followed to its
/// end.
models::ClockCounts clocks(double window, int people) {
  std::mt19937_64 random{7};
  const auto share = [&random] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  models::ClockCounts counts;
  for (int i = 0; i < people; ++i) {
    models::ClockCounts one;
    const double stay = -10 * std::log1p(-share());
    const double followed = window * share();
    if (stay <= followed)
      one.event(sim::to_ticks(stay));
    else
      one.censored(sim::to_ticks(followed));
    counts.add(one);  // keeps exact times, however many
  }
  return counts;
}

TEST_SUITE_BEGIN("validation");

// 310,000 people, of whom 500 can be seen on day 30: exp(-3) = 0.0498, standard error 2 %. Ends
// rounded up to days and cuts rounded down say 0.042.
TEST_CASE("exact curves: a stay of a month is right on the last day but one of 31") {
  const auto summary = analysis::run_model(model_of(one_month), {.threads = 2}).value();
  const analysis::SummaryLine& line = summary.line("all", "retention_30", "share");
  const double standard_error = *line.sd / std::sqrt(static_cast<double>(line.replications));
  MESSAGE(fmt::format("retention_30 {:.5f} (se {:.2g})", *line.value, standard_error));
  CHECK(std::abs(*line.value - std::exp(-3)) < 4 * standard_error);
  CHECK(std::abs(*line.value - 0.0424) > 4 * standard_error);
  CHECK(standard_error < 0.0015);
}

// On the grid, where times are not told apart within 3 h: the difference is much below what chance
// does to 50,000 people (a hundredth on day 30).
TEST_CASE("exact curves: on the grid they are the same to a thousandth") {
  const models::ClockCounts counts = clocks(31, 50'000);
  REQUIRE(counts.is_exact());
  const analysis::Curve exact(counts.grouped());
  const analysis::Curve on_grid(counts.grouped_by_cell());
  CHECK(counts.grouped_by_cell().size() < 260);
  double most = 0;
  for (const double days : {1.0, 7.0, 14.0, 21.0, 28.0, 29.0, 30.0}) {
    CAPTURE(days);
    const double expected = exact.at(days).free;
    CHECK(on_grid.at(days).at_risk == exact.at(days).at_risk);
    CHECK(on_grid.at(days).free == doctest::Approx(expected).epsilon(0.002));
    most = std::max(most, std::sqrt(exact.at(days).free_variance) / expected);
  }
  CHECK(most > 0.01);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
