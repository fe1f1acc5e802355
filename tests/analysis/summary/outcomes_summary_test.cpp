#include "analysis/measure/measure.hpp"
#include "analysis/report/outcome_tables.hpp"
#include "analysis/report/people_log.hpp"
#include "analysis/summary/outcome_summary.hpp"
#include "analysis/summary/summarizer.hpp"
#include "sim/contract.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace stepdown::tests {
namespace {

using analysis::CurveSummary;
using analysis::OutcomeSummarizer;
using analysis::OutcomeSummary;
using models::Model;
using models::OutcomeCell;
using models::OutcomeObservations;

Model two_attributes() {
  return model_of(R"(
schema: 1
name: Groups
start: 2026-01-05
run: {warm_up: 0 d, horizon: 730 d, replications: 2}
report_by: [site, age]
attributes:
  site: {north: 0.5, south: 0.5}
  age: {young: 0.2, middle: 0.3, old: 0.5}
levels:
  op: {label: Outpatient, places: unlimited, treatment_time: {exponential: {mean: 40 d}}, to: home}
community:
  home: {exits: {relapse: {after: {exponential: {mean: 100 d}}, to: op}, moved: {after: {exponential: {mean: 300 d}}, to: away}, recovery: {after: {exponential: {mean: 300 d}}, to: away}, death: {after: {exponential: {mean: 3000 d}}, to: away}}}
outcomes: [away]
arrivals:
  people: {poisson: {rate: 1 /d}, to: op}
)");
}

/// Nobody was seen.
OutcomeObservations nobody(const Model& model) {
  OutcomeObservations outcomes;
  outcomes.cells.resize(6);
  for (OutcomeCell& cell : outcomes.cells) {
    cell.linkage.resize(model.level_count);
    cell.readmission_from.resize(model.level_count);
    cell.status_change.resize(model.states.size() + 1);
  }
  return outcomes;
}

const CurveSummary& curve_named(const OutcomeSummary& summary, const std::string& measure) {
  return *std::find_if(summary.curves.begin(), summary.curves.end(), [&](const auto& curve) {
    return curve.measure == measure && curve.state == "all" && curve.group == "all";
  });
}

std::string csv_of(const analysis::Table& table, const analysis::Report& report) {
  std::string text;
  table.write(report, [&text](std::string_view piece) { text += piece; });
  return text;
}

/// One replication of two years.
void add(OutcomeSummarizer& to, const OutcomeObservations& outcomes) {
  constexpr double window_days = 730;
  to.add(outcomes, window_days);
}

TEST_SUITE_BEGIN("unit");

// Cells by (site, age), site first: north young, north middle, north old, south young, ...
TEST_CASE("outcome groups: every value of every reported attribute and all people") {
  const auto groups = analysis::report_groups(two_attributes());
  REQUIRE(groups.size() == 6);
  CHECK(groups[0].name == "all");
  CHECK(groups[0].cells == std::vector<std::size_t>{0, 1, 2, 3, 4, 5});
  CHECK(groups[1].name == "site=north");
  CHECK(groups[1].cells == std::vector<std::size_t>{0, 1, 2});
  CHECK(groups[2].cells == std::vector<std::size_t>{3, 4, 5});
  CHECK(groups[3].name == "age=young");
  CHECK(groups[3].cells == std::vector<std::size_t>{0, 3});
  CHECK(groups[5].name == "age=old");
  CHECK(groups[5].cells == std::vector<std::size_t>{2, 5});
}

TEST_CASE("outcome groups: a group is the sum of its cells") {
  const Model model = two_attributes();
  OutcomeObservations seen = nobody(model);
  for (std::size_t i = 0; i < seen.cells.size(); ++i) {
    seen.cells[i].deaths = static_cast<std::int64_t>(1) << i;
    seen.cells[i].relapse.event(sim::to_ticks(static_cast<double>(i)));
    seen.cells[i].time_to_treatment.add(static_cast<double>(i));
    seen.cells[i].stays.add(static_cast<double>(i));
    seen.cells[i].status_change[1][i] = 1;
  }
  const auto groups = analysis::report_groups(model);
  std::unique_ptr<OutcomeCell> sum;
  const OutcomeCell old = analysis::outcomes_of(groups[5], seen, sum);
  CHECK(old.deaths == 4 + 32);
  CHECK(old.relapse.grouped() ==
        std::vector<models::ClockGroup>{{.days = 2, .events = 1}, {.days = 5, .events = 1}});
  CHECK(old.time_to_treatment.sum() == 7);
  CHECK(old.stays.sum == 7);
  CHECK(old.stays.square_sum == 29);
  CHECK(old.status_change[1][2] == 1);
  CHECK(analysis::outcomes_of(groups[0], seen, sum).deaths == 63);
  CHECK_THROWS_AS(static_cast<void>(analysis::outcomes_of(groups[0], OutcomeObservations{}, sum)),
                  sim::ContractViolation);
}

TEST_CASE("outcome summary: pooled counts go beyond what one replication can count") {
  const Model model = two_attributes();
  OutcomeObservations seen = nobody(model);
  models::ClockCounts& relapse = seen.cells[0].relapse;
  relapse.event(sim::to_ticks(1));
  relapse.censored(sim::to_ticks(400));
  while (relapse.is_exact()) {
    relapse.add(models::ClockCounts{relapse});
    relapse.keep_small();
  }
  while (relapse.grouped().front().events <= 2'000'000'000)
    relapse.add(models::ClockCounts{relapse});
  const std::int64_t many = relapse.grouped().front().events;
  seen.cells[0].status_change[0][0] = 2'000'000'000;
  OutcomeSummarizer summarizer{model};
  for (int replication = 0; replication < 4; ++replication)
    add(summarizer, seen);
  const OutcomeSummary summary = summarizer.finish(2);
  const auto& bands = curve_named(summary, "relapse").bands;
  REQUIRE(bands.size() > 1);
  CHECK(bands[0].at_risk == 8 * many);
  CHECK(bands[1].value == 0.5);
  CHECK(summary.statuses.front().people[30] == 8'000'000'000);
}

TEST_CASE("outcome figures: nobody seen is no value and the reason") {
  const Model model = two_attributes();
  const auto measured = analysis::measure_outcomes(model, nobody(model), 730);
  for (const auto& figure : measured.figures) {
    CAPTURE(figure.measurement.metric);
    CAPTURE(figure.measurement.statistic);
    const bool counts =
        figure.measurement.statistic == "per_year" || figure.measurement.statistic == "count";
    CHECK(figure.measurement.value.has_value() == counts);
    CHECK(figure.why_none.empty() == counts);
  }
}

TEST_CASE("outcome figures: one person has a mean and the reason for no standard deviation") {
  const Model model = two_attributes();
  OutcomeObservations seen = nobody(model);
  OutcomeCell& cell = seen.cells[0];
  cell.time_to_treatment.add(3);
  cell.followed = 1;
  cell.stays = {2, 4};
  int means = 0;
  for (const auto& figure : analysis::measure_outcomes(model, seen, 730).figures) {
    const auto& [state, group, metric, statistic, value, n] = figure.measurement;
    if (group != "all" || (metric != "time_to_treatment" && metric != "stays")) continue;
    CAPTURE(metric);
    if (statistic == "mean") CHECK(value == (++means == 1 ? 3.0 : 2.0));
    if (statistic != "sd") continue;
    CHECK(value == std::nullopt);
    CHECK(figure.why_none == "a standard deviation needs two people");
  }
  CHECK(means == 2);
}

// Nobody can be followed for longer than the window, so that all clocks seen have ended by then
// says nothing of later days: it is so only where the longest of them was not cut off.
TEST_CASE("outcome figures: days beyond the window have no value though every clock has ended") {
  const Model model = two_attributes();
  OutcomeObservations seen = nobody(model);
  seen.cells[0].retention.event(sim::to_ticks(10));
  seen.cells[0].relapse.event(sim::to_ticks(150));
  const auto figures_in = [&](int replications) {
    const auto measured = analysis::measure_outcomes(model, seen, 200, replications);
    for (const auto& figure : measured.figures) {
      const auto& [state, group, metric, statistic, value, n] = figure.measurement;
      if (group != "all" || state != "all") continue;
      CAPTURE(metric);
      if (metric == "retention_180") CHECK(value == 0.0);
      if (metric == "relapse_180") CHECK(value == 1.0);
      if (metric == "retention_365" || metric == "relapse_365") {
        CHECK(value == std::nullopt);
        CHECK(figure.why_none == "nobody was followed that long");
      }
    }
  };
  figures_in(1);
  figures_in(3);  // thrown together: the window of each is no longer
}

// First replication: ten relapses after 10 d, and ten clocks cut off at 40 d. Second: twenty
// relapses, after 20 d and 60 d. Together, 40 clocks: 1/4, 1/2, and from day 60, ten at risk, all.
TEST_CASE("outcome summary: curves are of the clocks of all replications") {
  const Model model = two_attributes();
  OutcomeObservations first = nobody(model);
  OutcomeObservations second = nobody(model);
  for (int i = 0; i < 10; ++i) {
    first.cells[0].relapse.event(sim::to_ticks(10));
    first.cells[1].relapse.censored(sim::to_ticks(40));
    second.cells[4].relapse.event(sim::to_ticks(20));
    second.cells[4].relapse.event(sim::to_ticks(60));
  }
  OutcomeSummarizer summarizer(model);
  add(summarizer, first);
  add(summarizer, second);
  const OutcomeSummary summary = summarizer.finish(2);
  const CurveSummary& relapse = curve_named(summary, "relapse");
  const auto at = [&relapse](double days) {
    return *std::find_if(relapse.bands.begin(), relapse.bands.end(), [days](const auto& band) {
      return band.days == days;
    });
  };
  CHECK(at(0).value == 0.0);
  CHECK(at(10).value == 0.25);
  CHECK(at(20).value == 0.5);
  CHECK(at(45).value == 0.5);
  CHECK(at(45).at_risk == 10);
  CHECK_FALSE(at(45).interval.has_value());  // without the second replication it is not known
  CHECK(at(60).value == 1.0);
  CHECK(relapse.bands.back().days == 60);
  CHECK_FALSE(at(10).interval.has_value());  // one replication alone has seen any
  REQUIRE(at(20).interval.has_value());      // each without the other says one half
  CHECK(at(20).interval->low == doctest::Approx(0.5));
  CHECK(at(20).interval->high == doctest::Approx(0.5));
}

// 600 of 820 leave on day 1, and all but four of the others are cut off on day 2. Of these two
// leave on day 29: 0.134 are still there on day 30, but only as 3 of 25 people would say it.
TEST_CASE("outcome summary: a curve has no interval where only few were followed so long") {
  const Model model = two_attributes();
  OutcomeSummarizer summarizer(model);
  for (int replication = 0; replication < 20; ++replication) {
    OutcomeObservations seen = nobody(model);
    models::ClockCounts& retention = seen.cells[0].retention;
    for (int i = 0; i < 30; ++i)
      retention.event(sim::to_ticks(1));
    for (int i = 0; i < 10; ++i)
      retention.censored(sim::to_ticks(2));
    if (replication < 2)
      retention.event(sim::to_ticks(29));
    else
      retention.censored(sim::to_ticks(replication < 4 ? 31 : 2));
    add(summarizer, seen);
  }
  const OutcomeSummary summary = summarizer.finish(2);
  const auto& bands = curve_named(summary, "retention").bands;
  REQUIRE(bands.size() > 30);
  CHECK(bands[1].interval.has_value());
  CHECK(bands[30].value == doctest::Approx(220.0 / 820 / 2));
  CHECK(bands[30].at_risk == 2);
  CHECK_FALSE(bands[30].interval.has_value());
}

TEST_CASE("outcome summary: the statuses of each day sum to one") {
  const Model model = two_attributes();
  OutcomeSummarizer summarizer(model);
  for (const models::Observations& seen : observe(model, 3))
    add(summarizer, seen.outcomes);
  const OutcomeSummary summary = summarizer.finish(2);
  CHECK(summary.statuses.size() == 6);
  for (const auto& group : summary.statuses) {
    for (const auto& day : group.bands) {
      double sum = 0;
      for (const auto& band : day)
        sum += band.value.value();
      CHECK(sum == doctest::Approx(1).epsilon(1e-12));
    }
  }
}

TEST_CASE("outcome summary: figures stand in the lines of the summary with what is pooled") {
  const Model model = two_attributes();
  analysis::Summarizer summarizer(model);
  const analysis::Moves moves = analysis::possible_moves(model);
  for (const models::Observations& seen : observe(model, 5))
    summarizer.add(seen, analysis::measure(model, moves, seen));
  const analysis::Summary summary = std::move(summarizer).finish(1);
  const auto& line = summary.line("all", "relapse_90", "share");
  REQUIRE(line.interval.has_value());
  CHECK(line.interval->low > 0);
  CHECK(line.interval->high < 1);
  CHECK(line.value == line.pooled);
  // Hazard 1/100 against 1/300 of moving away: 3/4 (1 - exp(-90 / 75)) = 0.524.
  CHECK(line.value.value() == doctest::Approx(0.524).epsilon(0.1));
  for (std::size_t i = 0; i < summary.outcomes.pooled.size(); ++i) {
    const auto& same = summary.lines[summary.outcomes.first_line + i];
    CHECK(same.metric == summary.outcomes.pooled[i].measurement.metric);
    CHECK(same.group == summary.outcomes.pooled[i].measurement.group);
  }
}

const std::string one_source = R"(
schema: 1
name: Names
start: 2026-01-05
run: {warm_up: 0 d, horizon: 30 d}
report_by: [site]
attributes: {site: {north: 0.5, south: 0.5}}
levels:
  op: {places: unlimited, treatment_time: 5 d, to: gone}
outcomes: [gone]
arrivals:
  people: {poisson: {rate: 1 /d}, to: op}
)";

/// The scenario with each `from` replaced.
std::string with(const std::string& from, const std::string& to) {
  std::string text = one_source;
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

TEST_CASE("reports: names that would be there twice are refused") {
  CHECK(refusal_of(one_source).empty());
  for (const analysis::Column& column : analysis::people_columns()) {
    if (column.name.find('<') != std::string_view::npos) continue;
    CAPTURE(column.name);
    CHECK_FALSE(refusal_of(with("site", std::string(column.name))).empty());
  }
  CHECK(refusal_of(with("[site]", "[site, site]")).find("'site' is there twice; keep one") !=
        std::string::npos);
  for (const std::string name : {"all", "waiting"}) {
    CHECK(refusal_of(with("gone", name)).find("reports call something else '" + name + "'") !=
          std::string::npos);
  }
  CHECK(refusal_of(with("people", "gone")).find("a state has this name") != std::string::npos);
}

TEST_CASE(
    "outcome tables: rows have the figure and who is at risk and a reason where there is none") {
  const Model model = two_attributes();
  analysis::Summarizer summarizer(model);
  const analysis::Moves moves = analysis::possible_moves(model);
  for (const models::Observations& seen : observe(model, 2))
    summarizer.add(seen, analysis::measure(model, moves, seen));
  const analysis::Summary summary = std::move(summarizer).finish(1);
  const analysis::Report report{model, summary};
  const std::string outcomes = csv_of(analysis::outcomes_table(), report);
  CHECK(
      outcomes.starts_with("measure,statistic,state,group,estimate,low,high,unit,at_risk_start,"));
  CHECK(outcomes.find("\r\nlinkage_30,share,op,age=old,0.") != std::string::npos);
  CHECK(outcomes.find("\r\nrecovery_1825,share,all,all,,,,fraction,") != std::string::npos);
  CHECK(outcomes.find("nobody was followed that long\r\n") != std::string::npos);
  const std::string survival = csv_of(analysis::survival_table(), report);
  CHECK(survival.starts_with("measure,state,group,day,estimate,low,high,independent_se,at_risk"));
  CHECK(survival.find("\r\nretention,all,all,0,1,") != std::string::npos);
  const std::string status = csv_of(analysis::status_table(), report);
  CHECK(status.find("\r\nall,0,op,1,") != std::string::npos);
  CHECK(status.find("\r\nage=young,365,waiting,0,") != std::string::npos);
}

TEST_CASE("people: a row for a person with attributes and days at each level") {
  const Model model = two_attributes();
  CHECK(analysis::people_header(model) ==
        "replication,patient,site,age,referred,first_admission,last_seen,stays,relapses,"
        "days_in_care,days.op,end_state,is_inside,is_waiting\r\n");
  models::PersonStory story;
  story.source_index = 7;
  story.who = 4;  // south, middle
  story.referred_at = sim::to_ticks(1.5);
  story.last_seen_at = sim::to_ticks(30);
  story.time_in = {sim::to_ticks(12.5)};
  story.end_state = 1;
  story.is_inside = true;
  std::string row;
  analysis::append_person_row(row, model, 3, story);
  CHECK(row ==
        "3,people:7,south,middle,2026-01-06T12:00:00,,2026-02-04T00:00:00,0,0,12.5,12.5,home,1,0"
        "\r\n");
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
