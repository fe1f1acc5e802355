#include "analysis/experiments/beside.hpp"
#include "analysis/experiments/compare_scenarios.hpp"
#include "analysis/experiments/precision.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/experiments/select_best.hpp"
#include "analysis/experiments/warm_up_advice.hpp"
#include "analysis/metrics/figure_name.hpp"
#include "analysis/report/read_metrics.hpp"
#include "models/compile.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace stepdown;
using namespace stepdown::tests;
using analysis::FigureName;

TEST_SUITE_BEGIN("unit");

namespace {

models::Model model_with(int places, int replications) {
  models::Scenario scenario =
      impatient_level(places, 1.5, sim::Exponential{4}, sim::Exponential{6});
  scenario.run.warm_up.value = 50;
  scenario.run.horizon.value = 415;
  scenario.run.replications.value = replications;
  return models::compile(scenario).model;
}

analysis::ComparedScenario run_with(const std::string& name, int places, int replications = 12) {
  models::Model model = model_with(places, replications);
  auto summary = analysis::run_model(model, {.threads = 2});
  REQUIRE(summary);
  return {name, std::move(model), std::move(*summary)};
}

analysis::PrecisionPlan waits_within(double half_width, int most) {
  analysis::PrecisionPlan plan;
  plan.figures.push_back({{"census", "mean", "care", "all"}, {half_width, true}});
  plan.limits = {.least = 5, .most = most, .look_ahead = 5, .confidence = 0.95};
  return plan;
}

}  // namespace

TEST_CASE("figure name: it is read and written") {
  const auto name = analysis::parse_figure_name("exits.dropout.share@iop/profile=opioid");
  REQUIRE(std::holds_alternative<FigureName>(name));
  CHECK(std::get<FigureName>(name) ==
        FigureName{"exits.dropout", "share", "iop", "profile=opioid"});
  CHECK(to_text(std::get<FigureName>(name)) == "exits.dropout.share@iop/profile=opioid");
  CHECK(std::get<FigureName>(analysis::parse_figure_name("lost.per_year")) ==
        FigureName{"lost", "per_year", "all", "all"});
}

TEST_CASE("figure name: what is wrong is said") {
  const auto problem = [](const char* text) {
    return std::get<analysis::BadFigureName>(analysis::parse_figure_name(text)).problem;
  };
  CHECK(problem("wait") ==
        "expected METRIC.STATISTIC[@STATE] (such as 'wait.mean@residential'), got 'wait'");
  CHECK(problem("delay.mean") ==
        "expected a metric of dictionary.csv (such as 'wait'), got 'delay'");
  CHECK(problem("wait.average") ==
        "expected a statistic of dictionary.csv (such as 'mean'), got 'average'");
}

TEST_CASE("precision: the same replications are used for any number of threads") {
  const models::Model model = model_with(7, 10);
  std::vector<int> replications;
  std::vector<double> means;
  for (const int threads : {1, 2, 5}) {
    analysis::PrecisionWatch watch(waits_within(0.02, 200));
    const auto summary = analysis::run_model(
        model, {.threads = threads, .precision = &watch, .most_replications = 200});
    REQUIRE(summary);
    CHECK(watch.outcome().was_reached);
    CHECK(summary->replications == watch.outcome().replications);
    replications.push_back(summary->replications);
    means.push_back(summary->line("care", "census", "mean").mean.value());
    CHECK(summary->line("care", "census", "mean").interval->half_width() <= 0.02 * means.back());
  }
  CHECK(replications[0] > 5);
  CHECK(replications[0] < 200);
  CHECK(replications[1] == replications[0]);
  CHECK(replications[2] == replications[0]);
  CHECK(means[1] == means[0]);
  CHECK(means[2] == means[0]);
}

TEST_CASE("precision: what is out of reach ends at the most replications") {
  analysis::PrecisionWatch watch(waits_within(0.0001, 12));
  const auto summary = analysis::run_model(
      model_with(7, 10), {.threads = 2, .precision = &watch, .most_replications = 12});
  REQUIRE(summary);
  CHECK(summary->replications == 12);
  CHECK_FALSE(watch.outcome().was_reached);
  CHECK(watch.outcome().shortfalls[0].value() > 1);
}

TEST_CASE("compare: more places lose fewer people with less noise than independent seeds") {
  const std::vector<analysis::ComparedScenario> scenarios{run_with("base", 6), run_with("more", 8)};
  const auto differences = analysis::compare_scenarios(scenarios);
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].changes == std::vector<std::string>{"2 more places in care"});
  const auto* lost = differences[0].find({"lost", "per_year", "all", "all"});
  REQUIRE(lost != nullptr);
  CHECK(lost->paired.difference < 0);
  CHECK(lost->together == lost->paired.interval);  // one alternative only
  CHECK(lost->paired.interval.high < 0);
  CHECK(lost->paired.variance_reduction().value() > 2);
  const auto found = analysis::findings(differences[0], scenarios[0].model);
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].find("fewer people lost a year (") != std::string::npos);
}

TEST_CASE("compare: several alternatives share the error") {
  const std::vector<analysis::ComparedScenario> scenarios{
      run_with("base", 6), run_with("one", 7), run_with("two", 8), run_with("same", 6)};
  const auto differences = analysis::compare_scenarios(scenarios);
  REQUIRE(differences.size() == 3);
  const auto* lost = differences[0].find({"lost", "per_year", "all", "all"});
  CHECK(lost->together.half_width() > 1.2 * lost->paired.interval.half_width());
  // the very same scenario differs in nothing
  for (const auto& figure : differences[2].figures)
    CHECK(figure.paired.difference == 0);
  CHECK(differences[2].changes.empty());
}

TEST_CASE("select best: the scenario with the most places loses fewest") {
  const models::Model few = model_with(5, 1);
  const models::Model many = model_with(8, 1);
  const models::Model middle = model_with(6, 1);
  analysis::BestPlan plan;
  plan.figure = {"lost", "per_year", "all", "all"};
  plan.selection = {
      .indifference = 2, .confidence = 0.95, .first_stage = 5, .is_smaller_better = true};
  plan.threads = 2;
  const auto answer = analysis::select_best({&few, &many, &middle}, plan);
  REQUIRE(answer);
  CHECK(answer->is_decided);
  CHECK(answer->best == 1);
  CHECK(answer->candidates[1].is_left);
  CHECK_FALSE(answer->candidates[0].is_left);
  plan.threads = 1;
  const auto alone = analysis::select_best({&few, &many, &middle}, plan);
  CHECK(alone->replications == answer->replications);
  CHECK(alone->candidates[0].mean == answer->candidates[0].mean);
}

TEST_CASE("warm-up: a level that fills over months is found and a wrong choice is told") {
  // relaxation time 60 d, from empty to 30 people
  models::Scenario scenario = unlimited_level(0.5, sim::Exponential{60});
  scenario.run.horizon.value = 1500;
  scenario.run.warm_up.value = 0;
  const models::Model model = models::compile(scenario).model;
  const auto advice = analysis::find_warm_up(model, 20, 2);
  REQUIRE(advice);
  CHECK(advice->level == "care");
  CHECK(advice->is_reliable);
  CHECK(advice->days >= 120);  // the bias has fallen from 30 to 4
  CHECK(advice->days <= 500);
  // no warm-up: a terminating run, nothing to say
  const auto terminating = analysis::run_model(model, {.threads = 2});
  CHECK_FALSE(analysis::warm_up_looks_short(model, *terminating));
  scenario.run.warm_up.value = 5;
  scenario.run.replications.value = 20;
  const models::Model short_one = models::compile(scenario).model;
  const auto warned =
      analysis::warm_up_looks_short(short_one, *analysis::run_model(short_one, {.threads = 2}));
  REQUIRE(warned);
  CHECK(warned->days >= 120);
  scenario.run.warm_up.value = 500;
  const models::Model long_one = models::compile(scenario).model;
  CHECK_FALSE(
      analysis::warm_up_looks_short(long_one, *analysis::run_model(long_one, {.threads = 2})));
}

TEST_CASE("warm-up: pilots do not change the luck of the run") {
  models::Model model = model_with(6, 3);
  const auto before = analysis::run_model(model, {.threads = 1});
  static_cast<void>(analysis::find_warm_up(model, 2, 1));
  const auto after = analysis::run_model(model, {.threads = 1});
  CHECK(before->line("care", "wait", "mean").mean == after->line("care", "wait", "mean").mean);
}

TEST_CASE("beside: only exact figures are scored") {
  const std::vector<analysis::TheoryFigure> theory{
      {"care", "all", "census", "mean", 10, analysis::Standing::Exact, "m", ""},
      {"care", "all", "list", "mean", 2, analysis::Standing::OnItsOwn, "m", ""},
      {"care", "all", "wait", "mean", std::nullopt, analysis::Standing::Exact, "m", "none"},
      {"care", "all", "full", "share", 0.5, analysis::Standing::Exact, "m", ""}};
  const auto figures = analysis::beside(
      theory,
      [](const std::string&, const std::string&, const std::string& metric, const std::string&)
          -> std::optional<analysis::SimulatedFigure> {
        if (metric == "full") return std::nullopt;
        return analysis::SimulatedFigure{11, 0.5, 20};
      });
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].difference == doctest::Approx(1));
  CHECK(figures[0].z.value() == doctest::Approx(2));
  CHECK_FALSE(figures[1].z);
}

TEST_CASE("beside: the limit grows with the number of figures") {
  CHECK(analysis::z_limit(1, 1'000'000, 0.05) == doctest::Approx(1.96).epsilon(0.001));
  CHECK(analysis::z_limit(100, 40) > analysis::z_limit(10, 40));
  CHECK(analysis::z_limit(100, 10) > analysis::z_limit(100, 40));
}

TEST_CASE("csv rows: quotes and line ends are read") {
  const auto rows = analysis::csv_rows("a,b,c\r\n\"x, \"\"y\"\"\",,3\n\"two\nlines\",2,3");
  REQUIRE(rows.size() == 3);
  CHECK(rows[1] == std::vector<std::string>{"x, \"y\"", "", "3"});
  CHECK(rows[2][0] == "two\nlines");
}

TEST_SUITE_END();
