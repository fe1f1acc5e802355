#include "analysis/summary/summarizer.hpp"

#include "analysis/measure/measure.hpp"
#include "sim/contract.hpp"
#include "tests/analysis/observations_by_hand.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using stepdown::analysis::measure;
using stepdown::analysis::Measurement;
using stepdown::analysis::possible_moves;
using stepdown::analysis::Summarizer;
using stepdown::analysis::Summary;
using stepdown::models::Counter;
using stepdown::models::Headcount;
using stepdown::models::Length;
using stepdown::models::Model;
using stepdown::models::Observations;
using stepdown::tests::nothing_seen;
using stepdown::tests::set_for;
using stepdown::tests::two_level_model;

namespace {

Summary summary_of(const Model& model, const std::vector<Observations>& replications) {
  Summarizer summarizer(model);
  for (const Observations& seen : replications)
    summarizer.add(seen, measure(model, possible_moves(model), seen));
  return std::move(summarizer).finish();
}

/// One replication in which people waited so long for `day`.
Observations waits(const Model& model, const std::vector<double>& days) {
  Observations seen = nothing_seen(model);
  for (const double wait : days) {
    seen.states[0][Length::Wait].add(wait);
    ++seen.states[0][Counter::Requests];
    if (wait > 0) ++seen.states[0][Counter::Delayed];
  }
  return seen;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("summarizer: means over replications beside figures of all people together") {
  const Model model = two_level_model();
  const Summary summary = summary_of(model, {waits(model, {1, 1, 4}), waits(model, {6})});
  const auto& mean = summary.line("day", "wait", "mean");
  CHECK(mean.mean == 4.0);    // of 2 and 6
  CHECK(mean.pooled == 3.0);  // 12 days over 4 people
  CHECK(mean.n == 4);
  CHECK(mean.replications == 2);
  CHECK(mean.sd == doctest::Approx(2.828427));
  REQUIRE(mean.interval.has_value());
  CHECK(mean.interval->half_width() == doctest::Approx(12.7062 * 2).epsilon(1e-5));
  const auto& median = summary.line("day", "wait", "median");
  CHECK(median.mean == doctest::Approx(3.5).epsilon(0.01));    // of 1 and 6
  CHECK(median.pooled == doctest::Approx(1.0).epsilon(0.01));  // of 1 1 4 6
  CHECK(summary.line("day", "wait", "max").pooled == 6.0);
}

TEST_CASE("summarizer: a replication without a value does not count") {
  const Model model = two_level_model();
  const Summary summary =
      summary_of(model, {waits(model, {2}), waits(model, {}), waits(model, {4})});
  CHECK(summary.replications == 3);
  const auto& mean = summary.line("day", "wait", "mean");
  CHECK(mean.replications == 2);
  CHECK(mean.mean == 3.0);
  CHECK(summary.line("day", "gave_up_wait", "mean").mean == std::nullopt);
  CHECK(summary.line("day", "gave_up_wait", "mean").replications == 0);
  CHECK(summary.line("day", "gave_up_wait", "mean").n == 0);
}

TEST_CASE("summarizer: one in n is the reciprocal of the mean chance to wait") {
  const Model model = two_level_model();
  // p 1/2 and 0: mean 1/4, so one in four; the mean of reciprocals would be 2
  const Summary summary = summary_of(model, {waits(model, {0, 3}), waits(model, {0, 0})});
  CHECK(summary.line("day", "p_delay", "share").mean == 0.25);
  CHECK(summary.line("day", "one_in_n", "ratio").mean == 4.0);
  CHECK(summary.line("day", "one_in_n", "ratio").interval->high > 1e6);  // p may be 0
}

TEST_CASE("summarizer: the interval of a share stays between 0 and 1") {
  const Model model = two_level_model();
  std::vector<Observations> replications;
  for (int i = 0; i < 5; ++i)
    replications.push_back(waits(model, {0, 0, 0, 0, i == 0 ? 3.0 : 0.0}));
  const Summary summary = summary_of(model, replications);
  const auto& some = summary.line("day", "p_delay", "share");  // 1 of 25: Student t goes below 0
  CHECK(some.mean == doctest::Approx(0.04));
  CHECK(some.interval->low > 0);
  CHECK(some.interval->high < 1);
  const Summary of_nobody = summary_of(model, {replications[1], replications[2]});
  const auto& nobody = of_nobody.line("day", "p_delay", "share");
  CHECK(nobody.interval->low == 0);
  CHECK(nobody.interval->high == doctest::Approx(1 - std::pow(0.025, 0.1)));  // 0 of 10
}

TEST_CASE("summarizer: the interval of utilization stays between 0 and 1 as that of full") {
  const Model model = two_level_model();
  std::vector<Observations> replications(4, nothing_seen(model));
  for (std::size_t i = 0; i < replications.size(); ++i) {
    auto& day = replications[i].states[0];
    const double busy = i == 0 ? 9.8 : 10;  // of 10 d: Student t goes above 1
    set_for(day[Headcount::Census], 2, busy);
    day.open_place_time += 20 * stepdown::sim::one_day;
    day.full_time = stepdown::sim::to_ticks(busy);
  }
  const Summary summary = summary_of(model, replications);
  const auto& utilization = summary.line("day", "utilization", "mean");
  CHECK(utilization.mean == doctest::Approx(0.995));
  CHECK(utilization.interval->low > 0.85);
  CHECK(utilization.interval->high < 1);
  const auto& full = summary.line("day", "full", "share");
  CHECK(utilization.interval->low == doctest::Approx(full.interval->low));
  CHECK(utilization.interval->high == doctest::Approx(full.interval->high));
}

TEST_CASE("summarizer: a quantile of too few says so") {
  const Model model = two_level_model();
  const std::vector<double> ten{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const Summary summary = summary_of(model, {waits(model, ten), waits(model, ten)});
  const auto& median = summary.line("day", "wait", "median");
  CHECK(median.mean.has_value());
  CHECK(median.note.empty());
  CHECK(median.pooled_interval.has_value());
  const auto& p95 = summary.line("day", "wait", "p95");
  CHECK_FALSE(p95.mean.has_value());
  CHECK_FALSE(p95.interval.has_value());
  CHECK(p95.pooled.has_value());  // 20 together are just enough
  CHECK(p95.note == "10.0 observations a replication, p95 needs 20");
  const Summary one = summary_of(model, {waits(model, ten)});
  CHECK_FALSE(one.line("day", "wait", "p95").pooled.has_value());
}

TEST_CASE("summarizer: a figure that some replications lack says how many have it") {
  const Model model = two_level_model();
  const Summary summary =
      summary_of(model, {waits(model, {2}), waits(model, {}), waits(model, {4})});
  CHECK(summary.line("day", "wait", "mean").note == "a value in 2 of 3 replications");
  CHECK(summary.line("day", "census", "mean").note.empty());
}

TEST_CASE("summarizer: daily counts are banded over replications") {
  const Model model = two_level_model();
  std::vector<Observations> replications(3, nothing_seen(model));
  replications[0].daily[0].census = {1, 0};
  replications[1].daily[0].census = {2, 0};
  replications[2].daily[0].census = {6, 1};
  const Summary summary = summary_of(model, replications);
  REQUIRE(summary.daily[0].census.size() == 2);
  CHECK(summary.daily[0].census[0].mean() == 3.0);
  CHECK(summary.daily[0].census[0].quantile(0.5) == 2);
  CHECK(summary.daily[0].census[1].mean() == doctest::Approx(1.0 / 3));
}

TEST_CASE("summarizer: keeps the figures of each replication") {
  const Model model = two_level_model();
  const Summary summary = summary_of(model, {waits(model, {2}), waits(model, {})});
  REQUIRE(summary.values.size() == 2);
  for (std::size_t i = 0; i < summary.lines.size(); ++i) {
    if (summary.lines[i].metric != "wait" || summary.lines[i].statistic != "mean") continue;
    if (summary.lines[i].state != "day") continue;
    CHECK(summary.values[0][i].value() == 2.0);
    CHECK(summary.values[0][i].n() == 1);
    CHECK(summary.values[1][i].value() == std::nullopt);
    CHECK(summary.values[1][i].n() == 0);
  }
}

TEST_CASE("summarizer: other figures in a later replication break a promise") {
  const Model model = two_level_model();
  Summarizer summarizer(model);
  auto measured = measure(model, possible_moves(model), nothing_seen(model));
  summarizer.add(nothing_seen(model), measured);
  measured.figures.pop_back();
  CHECK_THROWS_AS(summarizer.add(nothing_seen(model), measured), stepdown::sim::ContractViolation);
}

TEST_CASE("summary: asking for a figure that nobody measures breaks a promise") {
  const Model model = two_level_model();
  const Summary summary = summary_of(model, {nothing_seen(model)});
  CHECK(summary.find("day", "wait", "happiness") == nullptr);
  CHECK_THROWS_AS(static_cast<void>(summary.line("day", "wait", "happiness")),
                  stepdown::sim::ContractViolation);
}

TEST_SUITE_END();
