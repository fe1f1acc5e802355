#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/running_moments.hpp"
#include "analysis/statistics/selection.hpp"
#include "analysis/statistics/stopping_rule.hpp"
#include "analysis/statistics/warm_up.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <random>
#include <vector>

using namespace stepdown::analysis;

TEST_SUITE_BEGIN("unit");

namespace {

/// A stopping rule of means over replications.
class MeanRule {
 public:
  MeanRule(const std::vector<PrecisionTarget>& targets, StoppingLimits limits)
      : rule_(targets, limits), moments_(targets.size()) {}

  void add(const std::vector<std::optional<double>>& values) {
    std::vector<SoFar> metrics;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i]) moments_[i].add(*values[i]);
      const auto interval = student_t_interval(moments_[i]);
      metrics.push_back(
          {moments_[i].mean(), interval ? std::optional(interval->half_width()) : std::nullopt});
    }
    rule_.add(metrics);
  }
  const StoppingRule* operator->() const { return &rule_; }

 private:
  StoppingRule rule_;
  std::vector<RunningMoments> moments_;
};

void give(MeanRule& rule, std::optional<double> value) {
  rule.add({value});
}

/// Share of 2000 sequences of normal values (mean 10, sd 3) whose interval at the end covers the
/// mean. Standard error 0.005.
double coverage_at_the_end(StoppingLimits limits) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> value(10, 3);
  int covered = 0;
  for (int i = 0; i < 2000; ++i) {
    MeanRule rule({{0.1, true}}, limits);
    RunningMoments moments;
    while (!rule->is_done()) {
      const double x = value(random);
      moments.add(x);
      give(rule, x);
    }
    const auto interval = student_t_interval(moments);
    covered += interval->low <= 10 && 10 <= interval->high ? 1 : 0;
  }
  return covered / 2000.0;
}

/// Share of `runs` in which the choice was right. Five scenarios, the first better by exactly the
/// difference that matters, replications with a common part.
template <class Choose>
double right_choices(int runs, Choose choose) {
  std::mt19937_64 random(17);
  std::normal_distribution<double> noise;
  int right = 0;
  for (int i = 0; i < runs; ++i) {
    const auto replication = [&] {
      std::vector<double> values(5, noise(random));
      for (double& x : values)
        x += noise(random);
      values[0] += 0.5;
      return values;
    };
    right += choose(replication) == 0 ? 1 : 0;
  }
  return static_cast<double>(right) / runs;
}

std::vector<double> decaying(double bias, double relaxation, std::size_t n, unsigned seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> noise;
  std::vector<double> series;
  for (std::size_t t = 0; t < n; ++t)
    series.push_back(20 + bias * std::exp(-static_cast<double>(t) / relaxation) +
                     0.5 * noise(random));
  return series;
}

}  // namespace

TEST_CASE("stopping rule: a metric without noise ends after the least and the look-ahead") {
  MeanRule rule({{0.05, true}}, {.least = 10, .most = 100, .look_ahead = 5});
  for (int i = 0; i < 15; ++i) {
    CHECK_FALSE(rule->is_done());
    give(rule, 4.0);
  }
  CHECK(rule->is_reached());
  CHECK(rule->replications() == 15);
  give(rule, 1000.0);  // does not count any more
  CHECK(rule->replications() == 15);
  CHECK(rule->shortfalls()[0].value() == 0);
}

TEST_CASE("stopping rule: what is always 0 has no precision as a share of its mean") {
  MeanRule rule({{0.05, true}, {0.05, false}}, {.least = 5, .most = 20, .look_ahead = 0});
  while (!rule->is_done())
    rule.add({0.0, 0.0});
  CHECK_FALSE(rule->is_reached());
  CHECK(rule->replications() == 20);
  CHECK(rule->shortfalls() == std::vector<std::optional<double>>{std::nullopt, 0.0});
  CHECK(rule->were_always_zero() == std::vector<bool>{true, true});
}

TEST_CASE("stopping rule: an outlier during the look-ahead starts it again") {
  MeanRule rule({{1, false}}, {.least = 3, .most = 1000, .look_ahead = 5});
  for (const double x : {5.0, 5.1, 4.9, 5.0, 50.0})
    give(rule, x);
  CHECK_FALSE(rule->is_done());
  int more = 0;
  while (!rule->is_done()) {
    give(rule, 5.0);
    ++more;
  }
  CHECK(rule->is_reached());
  CHECK(more > 80);  // one value 45 off makes a half-width of about 90 / n
}

TEST_CASE("stopping rule: the look-ahead grows with the replications") {
  // precise for the first time at 200: 10 more are looked at
  MeanRule rule({{0.05, true}}, {.least = 200, .most = 1000, .look_ahead = 5});
  CHECK(rule->next_batch() == 210);
  for (int i = 0; i < 209; ++i)
    give(rule, 1.0);
  CHECK_FALSE(rule->is_done());
  CHECK(rule->next_batch() == 1);
  give(rule, 1.0);
  CHECK(rule->is_reached());
  CHECK(rule->next_batch() == 0);
}

TEST_CASE("stopping rule: every metric has to be precise and missing values do not count") {
  MeanRule rule({{0.05, true}, {0.05, true}}, {.least = 5, .most = 30, .look_ahead = 0});
  for (int i = 0; i < 30 && !rule->is_done(); ++i) {
    const std::optional<double> second = i % 2 == 0 ? std::optional<double>(2) : std::nullopt;
    rule.add({3.0, i < 12 ? std::nullopt : second});
  }
  // the second metric has two values after replication 12 and 14 (counted from 0)
  CHECK(rule->is_reached());
  CHECK(rule->replications() == 15);
}

TEST_CASE("stopping rule: it says when the most replications were not enough") {
  MeanRule rule({{0.0001, true}}, {.least = 5, .most = 20, .look_ahead = 5});
  for (int i = 0; i < 20; ++i)
    give(rule, i % 2);
  CHECK(rule->is_done());
  CHECK_FALSE(rule->is_reached());
  CHECK(rule->shortfalls()[0].value() > 1);
}

TEST_CASE("stopping rule: the interval at the end covers about as often as it says") {
  CHECK(coverage_at_the_end({.least = 10, .most = 1000, .look_ahead = 5}) > 0.95 - 4 * 0.005);
  // proof that the check can fail: stopping at the first lucky moment
  CHECK(coverage_at_the_end({.least = 2, .most = 1000, .look_ahead = 0}) < 0.95 - 4 * 0.005);
}

TEST_CASE("mser-5: a step at the beginning is cut exactly") {
  std::vector<double> series(100, 3.0);
  std::fill(series.begin(), series.begin() + 15, 9.0);
  const auto cut = mser_5(series);
  REQUIRE(cut);
  CHECK(cut->observations == 15);
  CHECK(cut->statistic == doctest::Approx(0));
  CHECK(cut->is_reliable);
}

TEST_CASE("mser-5: a steady series keeps nearly everything") {
  const auto cut = mser_5(decaying(0, 1, 1000, 5));
  REQUIRE(cut);
  CHECK(cut->observations < 300);
  CHECK(cut->is_reliable);
}

TEST_CASE("mser-5: a decaying start is cut after a few relaxation times") {
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    CAPTURE(seed);
    const auto cut = mser_5(decaying(-15, 30, 1000, seed));
    REQUIRE(cut);
    CHECK(cut->observations >= 60);   // the bias has fallen from 15 to 2
    CHECK(cut->observations <= 300);  // from 15 to 0.001
    CHECK(cut->is_reliable);
  }
}

TEST_CASE("mser-5: a series that still moves is called too short") {
  const auto cut = mser_5(decaying(-300, 500, 400, 1));
  REQUIRE(cut);
  CHECK_FALSE(cut->is_reliable);
}

TEST_CASE("mser-5: fewer than ten batches have no answer") {
  CHECK_FALSE(mser_5(std::vector<double>(49, 1.0)));
  CHECK(mser_5(std::vector<double>(50, 1.0)));
}

TEST_CASE("best selection: it drops what is clearly worse and keeps what it cannot tell") {
  BestSelection selection(3, {.indifference = 1, .confidence = 0.95, .first_stage = 4});
  for (const double x : {0.0, 0.2, 0.1, 0.3})
    selection.add(std::vector<double>{10 + x, 10.9 - x, 2 + x});
  CHECK(selection.replications() == 4);
  CHECK(std::find(selection.contenders().begin(), selection.contenders().end(), 2U) ==
        selection.contenders().end());
  CHECK(selection.leader() == 1);
}

TEST_CASE("best selection: smaller may be better") {
  BestSelection selection(
      2, {.indifference = 0.1, .confidence = 0.95, .first_stage = 3, .is_smaller_better = true});
  for (int i = 0; i < 3; ++i)
    selection.add(std::vector<double>{5.0 + i, 4.0 + i});
  CHECK(selection.is_done());
  CHECK(selection.contenders()[0] == 1);
}

TEST_CASE("best selection: equal scenarios come to an end") {
  BestSelection selection(2, {.indifference = 0.5, .confidence = 0.9, .first_stage = 5});
  std::mt19937_64 random(1);
  std::normal_distribution<double> noise;
  for (int i = 0; i < 5000 && !selection.is_done(); ++i)
    selection.add(std::vector<double>{noise(random), noise(random)});
  CHECK(selection.is_done());
}

TEST_CASE("best selection: it is right as often as it promises") {
  // 500 runs with a promise of 0.95: standard error 0.01
  const double right = right_choices(500, [](const auto& replication) {
    BestSelection selection(5, {.indifference = 0.5, .confidence = 0.95, .first_stage = 10});
    while (!selection.is_done())
      selection.add(replication());
    return selection.contenders()[0];
  });
  CHECK(right > 0.95 - 4 * 0.01);
  // proof that the check can fail: ten replications and the best mean
  const double hasty = right_choices(500, [](const auto& replication) {
    std::vector<double> sums(5, 0.0);
    for (int i = 0; i < 10; ++i) {
      const std::vector<double> values = replication();
      for (std::size_t k = 0; k < sums.size(); ++k)
        sums[k] += values[k];
    }
    return std::max_element(sums.begin(), sums.end()) - sums.begin();
  });
  CHECK(hasty < 0.95 - 4 * 0.01);
}

TEST_SUITE_END();
