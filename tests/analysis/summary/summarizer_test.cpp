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
  return std::move(summarizer).finish(1);
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

TEST_CASE("summarizer: figures about people are about all people of all replications") {
  const Model model = two_level_model();
  const Summary summary = summary_of(model, {waits(model, {1, 1, 4}), waits(model, {6})});
  const auto& mean = summary.line("day", "wait", "mean");
  CHECK(mean.value == 3.0);  // 12 days over 4 people; of the replications 2 and 6, their mean 4
  CHECK(mean.pooled == mean.value);
  CHECK(mean.n == 4);
  CHECK(mean.replications == 2);
  CHECK_FALSE(mean.interval.has_value());
  CHECK(mean.note == "from 4 events: too few for an interval");
  CHECK(summary.line("day", "wait", "sd").value == doctest::Approx(std::sqrt(6)));
  CHECK(summary.line("day", "wait", "median").value == 1.0);  // of 1 1 4 6
  CHECK(summary.line("day", "wait", "max").value == 6.0);
  CHECK(summary.line("day", "p_delay", "share").value == 1.0);
}

TEST_CASE("summarizer: a replication without people does not pull a figure about people") {
  const Model model = two_level_model();
  const Summary summary =
      summary_of(model, {waits(model, {2, 2}), waits(model, {}), waits(model, {5})});
  CHECK(summary.replications == 3);
  const auto& mean = summary.line("day", "wait", "mean");
  CHECK(mean.replications == 2);
  CHECK(mean.value == 3.0);
  CHECK(summary.line("day", "gave_up_wait", "mean").value == std::nullopt);
  CHECK(summary.line("day", "gave_up_wait", "mean").replications == 0);
  CHECK(summary.line("day", "gave_up_wait", "mean").n == 0);
}

TEST_CASE("summarizer: one in n is the reciprocal of the chance to wait") {
  const Model model = two_level_model();
  // 1 of 2 and none of 6: one in eight; the mean of the chances would be one in four
  const Summary summary =
      summary_of(model, {waits(model, {0, 3}), waits(model, {0, 0, 0, 0, 0, 0})});
  CHECK(summary.line("day", "p_delay", "share").value == 0.125);
  CHECK(summary.line("day", "one_in_n", "ratio").value == 8.0);
  std::vector<Observations> many(20, waits(model, {0, 3}));
  many[3] = waits(model, {0, 0});
  const Summary often = summary_of(model, many);
  const auto& one_in = often.line("day", "one_in_n", "ratio");
  REQUIRE(one_in.interval.has_value());
  CHECK(one_in.interval->high ==
        doctest::Approx(1 / often.line("day", "p_delay", "share").interval->low));
}

TEST_CASE("summarizer: the interval of a share stays between 0 and 1") {
  const Model model = two_level_model();
  std::vector<Observations> replications(20, waits(model, {0, 0, 0, 0, 0}));
  for (std::size_t i = 0; i < 10; ++i)
    replications[i] = waits(model, {0, 0, 0, 0, 3});
  const Summary summary = summary_of(model, replications);
  const auto& some = summary.line("day", "p_delay", "share");  // 10 of 100
  CHECK(some.value == doctest::Approx(0.1));
  CHECK(some.note == "from 10 events");
  REQUIRE(some.interval.has_value());
  CHECK(some.interval->low > 0.03);
  CHECK(some.interval->high < 0.25);
}

TEST_CASE("summarizer: nobody who waits proves nothing about waits") {
  const Model model = two_level_model();
  const Summary summary = summary_of(model, {waits(model, {0, 0}), waits(model, {0, 0, 0})});
  const auto& nobody = summary.line("day", "p_delay", "share");
  CHECK(nobody.value == 0.0);
  CHECK_FALSE(nobody.interval.has_value());
  CHECK(nobody.note == "none of 5: no bound, as it comes in bursts");
  CHECK_FALSE(summary.line("day", "one_in_n", "ratio").value.has_value());
}

TEST_CASE("summarizer: an interval of what cannot be negative stays above 0") {
  const Model model = two_level_model();
  std::vector<Observations> replications;
  for (const int gave_up : {12, 1, 7, 1, 2}) {
    Observations seen = nothing_seen(model);
    seen.states[0][Counter::GaveUp] = gave_up;
    seen.states[0][Counter::Requests] = 100;
    replications.push_back(seen);
  }
  const Summary summary = summary_of(model, replications);
  const auto& per_year = summary.line("day", "gave_up", "per_year");
  REQUIRE(per_year.interval.has_value());  // mean 4.6 a window, Student's t would go below 0
  CHECK(per_year.interval->low > 0);
  CHECK(per_year.interval->high > *per_year.value);
  const auto& never = summary.line("day", "turned_away", "per_year");
  CHECK(never.value == 0.0);
  CHECK_FALSE(never.interval.has_value());
  CHECK(never.note == "0 in every replication");
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
  CHECK(utilization.value == doctest::Approx(0.995));
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
  CHECK(median.value == 5.0);
  CHECK(median.note == "from 10 events");
  CHECK(median.interval.has_value());
  const auto& p95 = summary.line("day", "wait", "p95");
  CHECK(p95.value == 10.0);  // 20 together are just enough
  CHECK_FALSE(p95.interval.has_value());
  CHECK(p95.note == "from 1 event: too few for an interval");
  const Summary one = summary_of(model, {waits(model, ten)});
  CHECK_FALSE(one.line("day", "wait", "p95").value.has_value());
  CHECK(one.line("day", "wait", "p95").note == "10 observations, p95 needs 20");
}

TEST_CASE("summarizer: where the window is shorter than the stays it says what is still open") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  for (const double days : {1.0, 2.0, 3.0})
    seen.states[0][Length::Stay].add(days);
  seen.states[0].open_stays = 3;
  const Summary summary = summary_of(model, {seen, seen});
  CHECK(summary.line("day", "stay", "mean")
            .note.ends_with("50 % of the stays were still open at the horizon, and are not in"));
}

TEST_CASE("summarizer: a figure over time that some replications lack says how many have it") {
  const Model model = two_level_model();
  std::vector<Observations> replications(3, nothing_seen(model));
  for (std::size_t i = 0; i < 2; ++i) {
    set_for(replications[i].states[0][Headcount::Census], 2, 10);
    replications[i].states[0].open_place_time = stepdown::sim::TimeSum(stepdown::sim::to_ticks(40));
  }
  const Summary summary = summary_of(model, replications);
  CHECK(summary.line("day", "utilization", "mean").note == "a value in 2 of 3 replications");
}

TEST_CASE("summarizer: daily counts are banded over replications") {
  const Model model = two_level_model();
  std::vector<Observations> replications(3, nothing_seen(model));
  for (Observations& seen : replications)
    for (stepdown::models::DailyCounts& daily : seen.daily)
      daily = {.census = {0, 0}, .list = {0, 0}, .held = {0, 0}};
  replications[0].daily[0].census = {1, 0};
  replications[1].daily[0].census = {2, 0};
  replications[2].daily[0].census = {6, 1};
  const Summary summary = summary_of(model, replications);
  REQUIRE(summary.daily[0].census.size() == 2);
  stepdown::analysis::Tally scratch;
  CHECK(summary.daily[0].census.at(0, scratch).mean() == 3.0);
  CHECK(summary.daily[0].census.at(0, scratch).quantile(0.5) == 2);
  CHECK(summary.daily[0].census.at(1, scratch).mean() == doctest::Approx(1.0 / 3));
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

TEST_CASE("summarizer: a figure of what cannot happen has a reason instead of a value") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  seen.window_days = 730;
  seen.outcomes.cells[0].relapse.censored(stepdown::sim::to_ticks(400));
  const Summary summary = summary_of(model, {seen, seen});
  CHECK_FALSE(summary.line("all", "relapse_30", "share").value.has_value());
  CHECK(summary.line("all", "relapse_30", "share").note ==
        "no exit of a community state is called relapse");
}

TEST_SUITE_END();
