#include "analysis/catalog/figure_name.hpp"
#include "analysis/experiments/compare_scenarios.hpp"
#include "analysis/experiments/findings.hpp"
#include "analysis/experiments/precision.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/experiments/select_best.hpp"
#include "analysis/experiments/warm_up_advice.hpp"
#include "models/compile/compile.hpp"
#include "sim/distributions/exponential.hpp"
#include "tests/support/simulated.hpp"
#include "tests/support/small_models.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
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
  plan.limits = {.least = 5, .most = most, .look_ahead = 5};
  return plan;
}

/// What a run of the scenario tells of its start.
std::vector<analysis::StartBias> start_seen_in(const models::Scenario& scenario) {
  const models::Model model = models::compile(scenario).model;
  return analysis::start_bias(model, *analysis::run_model(model, {.threads = 2}));
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
        "expected METRIC.STATISTIC[@STATE[/GROUP]] (such as 'wait.mean@residential' or "
        "'wait.mean@residential/payer=private'), got 'wait'");
  CHECK(problem("delay.mean") ==
        "expected a metric of dictionary.csv (such as 'wait'), got 'delay'; did you mean "
        "'p_delay'?");
  CHECK(problem("utilisation.mean") ==
        "expected a metric of dictionary.csv (such as 'wait'), got 'utilisation'; did you mean "
        "'utilization'?");
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
    means.push_back(summary->line("care", "census", "mean").value.value());
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
  CHECK(watch.outcome().figures[0].half_width.value() > 0.0001);
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
  REQUIRE_FALSE(found.sure.empty());
  CHECK(found.sure[0].find("fewer people lost a year (") != std::string::npos);
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

TEST_CASE("compare: an end of an interval that leaves out zero does not read as zero") {
  analysis::ScenarioDifference difference;
  difference.name = "more";
  analysis::PairedComparison paired;
  paired.difference = 0.5;
  difference.figures.push_back({{"lost", "per_year", "all", "all"}, paired, {0.0042, 0.9958}, 12});
  CHECK(analysis::findings(difference, model_with(6, 1)).sure ==
        std::vector<std::string>{"0.5 more people lost a year (0.004 to 1.0)"});
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
  CHECK(alone->candidates[0].value == answer->candidates[0].value);
}

TEST_CASE("warm-up: auto removes the bias of an empty start") {
  // M/M/infinity from empty: mean census after t days is 30 (1 - exp(-t / 60)), relaxation time 60
  // d
  models::Scenario scenario = unlimited_level(0.5, sim::Exponential{60});
  scenario.run.horizon.value = 1500;
  scenario.run.warm_up.value = 0;
  scenario.run.replications.value = 100;
  models::Model model = models::compile(scenario).model;
  const auto found = analysis::find_warm_up(model, 50, 2);
  REQUIRE(found);
  CHECK(found->level == "care");
  CHECK(found->is_reliable);
  CHECK(found->days >= 3 * 60);  // 5 % of the effect of the start are left
  CHECK(found->days <= 10 * 60);
  const auto mean_census = [](const models::Model& of) {
    return analysis::run_model(of, {.threads = 2})->line("care", "census", "mean");
  };
  const auto z = [](const analysis::SummaryLine& line) {
    return (*line.value - 30) / (*line.sd / std::sqrt(static_cast<double>(line.replications)));
  };
  // without a warm-up the mean over 1,500 d is 30 (1 - 60 / 1500) = 28.8: seen as wrong
  const auto with_start = mean_census(model);
  CHECK(*with_start.value == doctest::Approx(28.8).epsilon(0.015));
  CHECK(z(with_start) < -6);
  model.warm_up = found->days;
  const auto without_start = mean_census(model);
  MESSAGE("found " << found->days << " d; mean census " << *with_start.value << " without (z "
                   << z(with_start) << ") and " << *without_start.value << " with it (z "
                   << z(without_start) << "); exact 30");
  CHECK(std::abs(z(without_start)) < 4);
}

TEST_CASE("warm-up: auto takes rates and places as they are on day 0") {
  models::Scenario scenario = unlimited_level(0.5, sim::Exponential{60});
  scenario.run.horizon.value = 1500;
  const models::Model plain = models::compile(scenario).model;
  auto& poisson = std::get<models::PoissonArrivals>(scenario.arrivals.front().process);
  poisson.growth_per_year = 0.5;
  poisson.month = {2, 2, 2, 2, 2, 2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
  const models::Model growing = models::compile(scenario).model;
  CHECK(analysis::find_warm_up(growing, 5, 2)->days == analysis::find_warm_up(plain, 5, 2)->days);
}

TEST_CASE("warm-up: one that is too short is told with a length that would do") {
  models::Scenario scenario = unlimited_level(0.5, sim::Exponential{60});
  scenario.run.horizon.value = 1500;
  scenario.run.replications.value = 40;
  const auto bias_after = [&scenario](double warm_up) {
    scenario.run.warm_up.value = warm_up;
    return start_seen_in(scenario);
  };
  const auto seen = bias_after(5);
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].level == "care");
  CHECK_FALSE(seen[0].is_list);
  CHECK(seen[0].bias < -0.3);
  REQUIRE(seen[0].settles_after_days);
  CHECK(*seen[0].settles_after_days >= 120);
  CHECK(*seen[0].settles_after_days <= 750);
  CHECK(bias_after(500).empty());
  CHECK(bias_after(0).empty());  // a terminating run
}

TEST_CASE("warm-up: a count that grows through the whole window is told with what theory expects") {
  models::Scenario scenario = unlimited_level(0.5, sim::Exponential{600});
  scenario.run.warm_up.value = 20;
  scenario.run.horizon.value = 700;
  scenario.run.replications.value = 40;
  const auto seen = start_seen_in(scenario);
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].is_by_theory);
  // 300 (1 - exp(-t / 600)) from day 20 to day 700
  const double left = 600 * (std::exp(-20.0 / 600) - std::exp(-700.0 / 600)) / 680;
  CHECK(seen[0].bias / seen[0].mean == doctest::Approx(-left).epsilon(0.01));
  REQUIRE(seen[0].settles_after_days);
  CHECK(*seen[0].settles_after_days > 1500);
}

TEST_CASE("warm-up: a list that grows for many years is told although the window cannot show it") {
  // M/M/10 at load 0.95, stays of 42 d: 69.3 d by Erlang C, 35.5 d (30 to 41) in this window
  models::Scenario scenario = one_level(10, 0.95 * 10 / 42, sim::Exponential{42});
  scenario.run.warm_up.value = 730;
  scenario.run.horizon.value = 1825;
  scenario.run.replications.value = 100;
  const auto seen = start_seen_in(scenario);
  REQUIRE(!seen.empty());
  CHECK(seen[0].is_list);
  CHECK(seen[0].is_by_theory);
  CHECK(seen[0].mean == doctest::Approx(69.344 * 0.95 * 10 / 42).epsilon(0.001));
  CHECK(seen[0].bias / seen[0].mean < -0.35);
  CHECK(seen[0].bias / seen[0].mean > -0.57);
  REQUIRE(seen[0].settles_after_days);
  CHECK(*seen[0].settles_after_days > 3650);
}

TEST_CASE("warm-up: nothing is said of a start that is long over") {
  models::Scenario scenario = one_level(10, 0.95 * 10 / 4, sim::Exponential{4});
  scenario.run.warm_up.value = 3650;
  scenario.run.horizon.value = 7300;
  scenario.run.replications.value = 20;
  CHECK(start_seen_in(scenario).empty());
}

TEST_CASE("warm-up: what changes for good or by season is not put down to the start") {
  models::Scenario scenario = unlimited_level(0.5, sim::Exponential{20});
  scenario.run.warm_up.value = 200;
  scenario.run.horizon.value = 200 + 3 * 365;
  scenario.run.replications.value = 40;
  auto& poisson = std::get<models::PoissonArrivals>(scenario.arrivals.front().process);
  const auto seen = [&scenario] { return start_seen_in(scenario); };
  poisson.month = {2, 2, 2, 2, 2, 2, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
  CHECK(seen().empty());
  poisson.month.clear();
  poisson.growth_per_year = 0.3;
  CHECK(seen().empty());
}

TEST_CASE("warm-up: textbook scenarios have no false alarm in 40 runs") {
  // one false alarm in 1,000 runs; M/M/10 at load 0.8, relaxation time about 10 d
  models::Model model = tests::model_of_file("scenarios/textbook/mmc.yaml");
  model.horizon = model.warm_up + 730;
  model.replications = 10;
  std::size_t alarms = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    model.seed = seed;
    alarms += analysis::start_bias(model, *analysis::run_model(model, {.threads = 2})).size();
  }
  CHECK(alarms == 0);
}

TEST_CASE("warm-up: pilots do not change the luck of the run") {
  models::Model model = model_with(6, 3);
  const auto before = analysis::run_model(model, {.threads = 1});
  static_cast<void>(analysis::find_warm_up(model, 2, 1));
  const auto after = analysis::run_model(model, {.threads = 1});
  CHECK(before->line("care", "wait", "mean").value == after->line("care", "wait", "mean").value);
}

TEST_SUITE_END();
