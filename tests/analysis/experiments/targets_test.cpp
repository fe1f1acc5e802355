#include "analysis/experiments/targets.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/experiments/measured_figures.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/report/targets_text.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

namespace stepdown::analysis {
namespace {

const std::string head = R"(schema: 1
name: Targets
start: 2026-01-05
run: {warm_up: 100 d, horizon: 1100 d, replications: 20}
attributes: {payer: {public: 0.5, private: 0.5}}
report_by: [payer]
levels:
  iop: {places: {slots: 6}, treatment_time: {exponential: {mean: 20 d}}, to: done}
outcomes: [done]
arrivals: {referrals: {poisson: {rate: 0.25 /d}, to: iop}}
targets:
)";

struct Read {
  models::Scenario scenario;
  models::Model model;
};

Read read(const std::string& targets) {
  Read read;
  read.scenario = models::read_scenario_text(head + targets, "test.yaml");
  read.model = models::compile(read.scenario).model;
  return read;
}

/// Why targets are refused.
std::string refusal(const std::string& targets) {
  const Read scenario = read(targets);
  std::string why;
  try {
    (void)resolve_targets(scenario.scenario, scenario.model);
  } catch (const models::ScenarioError& error) {
    why = error.what();
  }
  return why;
}

std::vector<TargetFinding> found(const std::string& targets) {
  const Read scenario = read(targets);
  const auto summary = run_model(scenario.model, {});
  REQUIRE(summary);
  return assess_targets(resolve_targets(scenario.scenario, scenario.model), *summary);
}

Target at_most(double limit) {
  return {.text = "", .figure = {}, .comparison = models::Comparison::AtMost, .limit = limit};
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("targets: figures are named by state first or as on the command line") {
  const Read scenario = read(
      "  - iop.wait.p90 <= 7 d\n  - wait.p90@iop/payer=public < 1 wk\n  - iop.utilization <= 0.9\n"
      "  - lost.per_year <= 3\n  - iop.gave_up < 0.1\n");
  const std::vector<Target> targets = resolve_targets(scenario.scenario, scenario.model);
  REQUIRE(targets.size() == 5);
  CHECK(to_text(targets[0].figure) == "wait.p90@iop");
  CHECK(targets[0].limit == 7);
  CHECK(to_text(targets[1].figure) == "wait.p90@iop/payer=public");
  CHECK(targets[1].comparison == models::Comparison::Below);
  CHECK(to_text(targets[2].figure) == "utilization.mean@iop");
  CHECK(to_text(targets[3].figure) == "lost.per_year@all");
  CHECK(to_text(targets[4].figure) == "gave_up.share@iop");
}

// Figures of those who wait, moves, exits, medications, staff, groups: all that is measured.
TEST_CASE("targets: every figure can be named by its state first and as on the command line") {
  models::Scenario scenario = models::read_scenario("tests/models/data/every_key.yaml");
  const models::Model model = models::compile(scenario).model;
  const std::vector<FigureName> figures = measured_figures(model);
  const auto add = [&scenario](const FigureName& figure, const std::string& text) {
    const bool is_time = find_statistic(figure.statistic)->unit == "as the metric" &&
                         find_metric(figure.metric)->unit == "days";
    scenario.targets.push_back({.text = {text, {}},
                                .key = "targets",
                                .figure = text,
                                .comparison = models::Comparison::AtMost,
                                .limit = 0.5,
                                .is_time = is_time});
  };
  scenario.targets.clear();
  for (const FigureName& figure : figures) {
    const std::string group = figure.group == all ? "" : "/" + figure.group;
    add(figure, figure.state + "." + figure.metric + "." + figure.statistic + group);
    add(figure, to_text(figure));
  }
  const std::vector<Target> targets = resolve_targets(scenario, model);
  REQUIRE(targets.size() == 2 * figures.size());
  std::size_t waiting = 0;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    CAPTURE(targets[i].text);
    CHECK(targets[i].figure == figures[i / 2]);
    waiting += targets[i].figure.state == "waiting" ? 1U : 0U;
  }
  CHECK(waiting > 0);
}

TEST_CASE("targets: a metric may be called as a state is") {
  const models::Scenario scenario = models::read_scenario_text(
      "schema: 1\nname: Names\nstart: 2026-01-05\nrun: {warm_up: 0 d, horizon: 100 d}\n"
      "levels:\n  exits: {places: {slots: 6}, exits: {planned: {probability: 1, treatment_time: 5 "
      "d, to: done}}}\noutcomes: [done]\n"
      "arrivals: {flow: {poisson: {rate: 0.25 /d}, to: exits}}\n"
      "targets: [exits.exits.planned.share >= 0.5, flow.flow.exits.per_year >= 1, "
      "exits.wait.mean <= 1 d]\n",
      "test.yaml");
  const auto targets = resolve_targets(scenario, models::compile(scenario).model);
  REQUIRE(targets.size() == 3);
  CHECK(to_text(targets[0].figure) == "exits.planned.share@exits");
  CHECK(to_text(targets[1].figure) == "flow.flow.exits.per_year@all");
  CHECK(to_text(targets[2].figure) == "wait.mean@exits");
}

TEST_CASE("targets: every one that is not measured is told at its place with what to write") {
  CHECK(
      refusal("  - iop.wayt.p90 <= 7 d\n  - php.wait.p90 <= 7 d\n  - iop.wait.p91 <= 7 d\n") ==
      R"(test.yaml:12:5: error: targets[0]: expected a metric of dictionary.csv (such as 'wait'), got 'wayt'; did you mean 'wait'?
    - iop.wayt.p90 <= 7 d
      ^
test.yaml:13:5: error: targets[1]: expected a state, got 'php'; known: iop, done
    - php.wait.p90 <= 7 d
      ^
test.yaml:14:5: error: targets[2]: expected a statistic of dictionary.csv (such as 'mean'), got 'p91'; did you mean 'p90'?
    - iop.wait.p91 <= 7 d
      ^
3 errors
)");
}

TEST_CASE("targets: limits have the unit of their figure") {
  CHECK(refusal("  - iop.wait.p90 <= 7\n").find("expected a length of time, got 7; write 7 d") !=
        std::string::npos);
  CHECK(refusal("  - iop.utilization <= 7 d\n").find("expected a number (fraction)") !=
        std::string::npos);
  CHECK(refusal("  - iop.utilization <= 92\n")
            .find("expected a share from 0 to 1, got 92; write 0.92") != std::string::npos);
  CHECK(refusal("  - iop.wait.p90 <= 7 d\n").empty());
}

TEST_CASE("targets: shares of waits within any number of days are measured where asked for") {
  const auto findings = found(
      "  - iop.wait.within_42d >= 0.1\n  - iop.wait.within_14d >= 0.1\n"
      "  - iop.wait.within_400d >= 0.1\n");
  REQUIRE(findings.size() == 3);
  CHECK(*findings[1].value < *findings[0].value);
  CHECK(*findings[0].value < *findings[2].value);
  CHECK(refusal("  - iop.wait.within_042d >= 0.1\n").find("expected a statistic") !=
        std::string::npos);
}

TEST_CASE("targets: confidence is that of the interval which just touches the limit") {
  const Interval interval{.low = 6, .high = 12};
  CHECK(confidence_of_target(at_most(12), 8, interval, 20) == doctest::Approx(0.975));
  CHECK(confidence_of_target(at_most(6), 8, interval, 20) == doctest::Approx(0.025));
  CHECK(confidence_of_target(at_most(8), 8, interval, 20) == doctest::Approx(0.5));
  // t(0.975, 19) = 2.0930; half of it has probability 0.8459.
  CHECK(confidence_of_target(at_most(10), 8, interval, 20) ==
        doctest::Approx(0.8459).epsilon(1e-3));
  Target at_least = at_most(6);
  at_least.comparison = models::Comparison::AtLeast;
  CHECK(confidence_of_target(at_least, 8, interval, 20) == doctest::Approx(0.975));
  // Without any spread the value says it all.
  CHECK(confidence_of_target(at_most(8), 8, {.low = 8, .high = 8}, 20) == 1);
  CHECK(confidence_of_target(at_most(7.9), 8, {.low = 8, .high = 8}, 20) == 0);
}

TEST_CASE("targets: what is found is the figure of the reports and how many replications meet it") {
  const auto findings = found("  - iop.utilization <= 0.84\n  - iop.utilization <= 0.999\n");
  REQUIRE(findings.size() == 2);
  const Read scenario = read("  - iop.utilization <= 0.84\n");
  const auto summary = run_model(scenario.model, {});
  const SummaryLine& line = summary->line("iop", "utilization", "mean");
  CHECK(findings[0].value == line.value);
  CHECK(findings[0].interval == line.interval);
  CHECK(*findings[1].is_met);
  CHECK(*findings[1].confidence > 0.999);
  CHECK(*findings[1].share_of_replications == 1);
  CHECK(*findings[0].share_of_replications < 1);
  CHECK(*findings[0].share_of_replications > 0);
  const std::string text = targets_text(findings);
  CHECK(text.find("iop.utilization <= 0.999") != std::string::npos);
  CHECK(text.find("> 99.9 %") != std::string::npos);
}

TEST_CASE("targets: a figure without a value is neither met nor missed") {
  const auto findings = found("  - iop.gave_up_wait.mean <= 3 d\n");
  REQUIRE(findings.size() == 1);
  CHECK(!findings[0].is_met);
  CHECK(!findings[0].confidence);
  CHECK(targets_text(findings).find("none") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace stepdown::analysis
