#include "analysis/statistics/closest_sets.hpp"

#include "analysis/statistics/weighted_sample.hpp"
#include "sim/contract.hpp"
#include "tests/analysis/statistics/drawn.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <vector>

// Sets by hand, and a normal mean with a normal prior, whose posterior is known.
namespace stepdown::tests {
namespace {

using analysis::AcceptanceWeight;
using analysis::closest_sets;
using analysis::ClosestSets;
using analysis::ObservedTarget;

/// Sets of one parameter from N(0, 1), and a figure with an error of N(0, 0.5^2).
struct Table {
  std::vector<double> parameters;
  std::vector<double> figures;
};

Table simulated(std::size_t sets) {
  Drawn luck(2);
  Table table;
  for (std::size_t set = 0; set < sets; ++set) {
    table.parameters.push_back(luck.normal());
    table.figures.push_back(table.parameters.back() + 0.5 * luck.normal());
  }
  return table;
}

ClosestSets accepted(const Table& table, double observed, double share, AcceptanceWeight weight) {
  std::vector<double> distances;
  for (const double figure : table.figures)
    distances.push_back(
        analysis::distance_to(std::array{ObservedTarget{observed, 0.5}}, std::array{figure}));
  return closest_sets(distances, share, weight);
}

std::vector<double> chosen(const std::vector<double>& of, const ClosestSets& sets) {
  std::vector<double> values;
  for (const std::size_t set : sets.sets)
    values.push_back(of[set]);
  return values;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("closest sets: distances are in standard errors of the targets") {
  const std::array targets{ObservedTarget{10, 2}, ObservedTarget{5, 0.5}};
  CHECK(analysis::distance_to(targets, std::array{16.0, 7.0}) == doctest::Approx(5));
  CHECK_THROWS_AS((void)analysis::distance_to(targets, std::array{1.0}), sim::ContractViolation);
  CHECK_THROWS_AS((void)analysis::distance_to(std::array{ObservedTarget{1, 0}}, std::array{1.0}),
                  sim::ContractViolation);
}

TEST_CASE("closest sets: the closest share is kept and all as close as the last") {
  const std::vector<double> distances{4, 1, 3, 0, 3, 8, 9, 7};
  const auto even = closest_sets(distances, 0.375);
  CHECK(even.sets == std::vector<std::size_t>{3, 1, 2, 4});
  CHECK(even.weights == std::vector<double>(4, 0.25));
  CHECK(even.tolerance == 3);
  const auto closer = closest_sets(distances, 0.375, AcceptanceWeight::Closer);
  CHECK(closer.sets == even.sets);  // 1, 8/9, 0, 0
  CHECK(closer.weights[0] == doctest::Approx(9.0 / 17));
  CHECK(closer.weights[1] == doctest::Approx(8.0 / 17));
  CHECK(closer.weights[3] == 0);
  CHECK(closest_sets(distances, 1e-6).sets == std::vector<std::size_t>{3});
  CHECK(closest_sets(distances, 1).sets.size() == 8);
  const auto equal = closest_sets(std::vector<double>{2, 2}, 0.5, AcceptanceWeight::Closer);
  CHECK(equal.weights == std::vector<double>{0.5, 0.5});
  CHECK_THROWS_AS((void)closest_sets(distances, 0), sim::ContractViolation);
  CHECK_THROWS_AS((void)closest_sets({}, 0.5), sim::ContractViolation);
}

TEST_CASE("closest sets: weighted figures of a sample are those by hand") {
  const std::vector<double> values{5, 1, 3};
  const std::vector<double> weights{1, 2, 1};
  CHECK(*analysis::weighted_mean(values, weights) == doctest::Approx(2.5));
  // sum w d^2 = (6.25 + 2 x 2.25 + 0.25) / 4 = 2.75; 1 - sum w^2 = 0.625
  CHECK(*analysis::weighted_deviation(values, weights) == doctest::Approx(std::sqrt(2.75 / 0.625)));
  CHECK(*analysis::weighted_deviation(values, std::vector<double>(3, 7)) == doctest::Approx(2));
  CHECK(*analysis::weighted_quantile(values, weights, 0) == 1);
  CHECK(*analysis::weighted_quantile(values, weights, 0.5) == 1);
  CHECK(*analysis::weighted_quantile(values, weights, 0.51) == 3);
  CHECK(*analysis::weighted_quantile(values, weights, 1) == 5);
  CHECK(analysis::effective_count(weights) == doctest::Approx(16.0 / 6));
  const std::vector<double> none{0, 0, 0};
  CHECK_FALSE(analysis::weighted_mean(values, none));
  CHECK_FALSE(analysis::weighted_quantile(values, none, 0.5));
  CHECK_FALSE(analysis::weighted_deviation(values, std::vector<double>{0, 3, 0}));
  CHECK(*analysis::weighted_quantile(values, std::vector<double>{0, 3, 0}, 1) == 1);
}

TEST_CASE("closest sets: those of a normal mean are a sample from its posterior") {
  // Precision 1 of the prior and 4 of the figure: posterior N(0.8 x, 0.2).
  const Table table = simulated(40000);
  constexpr double observed = 0.7;
  for (const AcceptanceWeight weight : {AcceptanceWeight::Even, AcceptanceWeight::Closer}) {
    const auto sets = accepted(table, observed, 0.05, weight);
    const auto parameters = chosen(table.parameters, sets);
    const double count = analysis::effective_count(sets.weights);
    CHECK(count > 1500);
    const double deviation = *analysis::weighted_deviation(parameters, sets.weights);
    // The figures spread over the tolerance of 0.09 standard errors, 0.04: 0.001 of 0.2.
    CHECK(sets.tolerance < 0.2);
    CHECK(std::abs(*analysis::weighted_mean(parameters, sets.weights) - 0.8 * observed) <=
          4 * std::sqrt(0.2 / count));
    CHECK(std::abs(deviation - std::sqrt(0.2)) <= 4 * std::sqrt(0.2 / (2 * count)) + 0.002);
    const double high = *analysis::weighted_quantile(parameters, sets.weights, 0.975);
    // Of a normal quantile: sqrt(p (1 - p) / n) / density, which is 0.058 / sqrt(0.2) there.
    CHECK(std::abs(high - 0.8 * observed - 1.96 * std::sqrt(0.2)) <=
          4 * 0.156 / std::sqrt(count) * std::sqrt(0.2) / 0.0584);
  }
}

TEST_CASE("closest sets: a share that is too large widens the sample as is said") {
  // With a tolerance of 2 standard errors (0.5 each) figures spread by 1 / 3 instead of not at all;
  // with the whole prior they would by 1.25.
  const Table table = simulated(40000);
  const auto sets = accepted(table, 0, 0.6, AcceptanceWeight::Even);
  const double deviation =
      *analysis::weighted_deviation(chosen(table.parameters, sets), sets.weights);
  CHECK(deviation > std::sqrt(0.2) + 4 * std::sqrt(0.2 / (2 * 24000.0)));
}

TEST_CASE("closest sets: intervals of simulated parameters cover as they claim") {
  const Table table = simulated(4000);
  Drawn luck(41);
  int covered = 0;
  constexpr int truths = 200;
  for (int i = 0; i < truths; ++i) {
    const double truth = luck.normal();
    const auto sets = accepted(table, truth + 0.5 * luck.normal(), 0.05, AcceptanceWeight::Closer);
    const auto parameters = chosen(table.parameters, sets);
    const double low = *analysis::weighted_quantile(parameters, sets.weights, 0.05);
    const double high = *analysis::weighted_quantile(parameters, sets.weights, 0.95);
    if (low <= truth && truth <= high) ++covered;
  }
  CHECK(std::abs(covered - 0.9 * truths) <= 4 * std::sqrt(0.09 * truths));  // 180 -+ 17
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
