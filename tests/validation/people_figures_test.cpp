#include "analysis/catalog/catalog.hpp"
#include "analysis/experiments/compare_scenarios.hpp"
#include "analysis/experiments/precision.hpp"
#include "analysis/experiments/run_model.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

// A figure about people is about all people of all replications. In these systems it is known, and
// the mean over replications of one such figure each is far from it, as windows are short or events
// rare.
namespace stepdown::tests {
namespace {

using analysis::Summary;
using analysis::SummaryLine;

Summary summary_of(const models::Model& model) {
  return analysis::run_model(model, {.threads = 2}).value();
}

/// Checks a figure against its exact value to 4 standard errors, and that `otherwise`, what a mean
/// over replications comes to, would fail.
void check(const SummaryLine& line, double exact, double otherwise) {
  CAPTURE(line.metric);
  CAPTURE(line.statistic);
  REQUIRE(line.value.has_value());
  REQUIRE(line.sd.has_value());
  const double standard_error = *line.sd / std::sqrt(static_cast<double>(line.replications));
  MESSAGE(fmt::format("{} {}: {:.5g} (se {:.2g}), exact {:.5g}, otherwise {:.5g}",
                      line.metric,
                      line.statistic,
                      *line.value,
                      standard_error,
                      exact,
                      otherwise));
  CHECK(std::abs(*line.value - exact) < 4 * standard_error);
  CHECK(std::abs(*line.value - otherwise) > 4 * standard_error);
}

const std::string three_beds = R"(
schema: 1
name: Three beds
start: 2026-01-05
run: {warm_up: 1 y, horizon: 425 d, replications: 800, seed: 9}
levels:
  a: {places: {beds: 3}, treatment_time: {exponential: {mean: 5 d}}, to: done}
outcomes: [done]
arrivals:
  r: {poisson: {rate: 0.5 /d}, to: a}
)";

const std::string ten_beds = R"(
schema: 1
name: Ten beds
start: 2026-01-05
run: {warm_up: 100 d, horizon: 465 d, replications: 400, seed: 1}
levels:
  a: {places: {beds: 10}, treatment_time: {exponential: {mean: 20 d}}, to: done}
outcomes: [done]
arrivals:
  r: {poisson: {rate: 0.2 /d}, to: a}
)";

const std::string two_groups = R"(
schema: 1
name: Two groups
start: 2026-01-05
run: {warm_up: 200 d, horizon: 4200 d, replications: 40, seed: 1}
report_by: [urgent]
attributes: {urgent: {yes: 0.4285714286, no: 0.5714285714}}
levels:
  a: {places: {beds: 1}, treatment_time: {exponential: {mean: 1 d}}, to: out}
outcomes: [out]
arrivals:
  r: {poisson: {rate: 0.7 /d}, to: a}
effects:
  first: {when: {urgent: yes}, priority: 10, source: test}
)";

const std::string recovery = R"(
schema: 1
name: Recovery
start: 2026-01-05
run: {warm_up: 0 d, horizon: 700 d, replications: 400, seed: 4}
levels:
  a: {places: unlimited, treatment_time: {exponential: {mean: 150 d}}, to: home}
community:
  home: {exits: {relapse: {after: {weibull: {shape: 0.7, scale: 300 d}}, to: home}, recovery: {after: {exponential: {mean: 500 d}}, to: recovered}}}
outcomes: [recovered]
arrivals:
  r: {poisson: {rate: 1 /wk}, to: a}
)";

TEST_SUITE_BEGIN("validation");

// Erlang C, load 2.5 of 3: p 0.7022, P(wait > t) = p exp(-0.1 t), 90 % by 10 ln(7.022) = 19.49 d.
TEST_CASE("people: a quantile is of all waits and not a mean of quantiles") {
  const Summary summary = summary_of(model_of(three_beds));
  check(summary.line("a", "wait", "p90"), 19.49, 11.92);
}

// 30 days of window, and people who come four at a time: long windows say 0.703, 6.14 d, 17.06 d.
TEST_CASE("people: shares and means and quantiles count everyone once") {
  const models::Model model = model_of(three_beds,
                                       {"run.warm_up=60 d",
                                        "run.horizon=90 d",
                                        "run.replications=4000",
                                        "arrivals.r.poisson.rate=2 /wk",
                                        "arrivals.r.batch={1: 0.8, 4: 0.2}"});
  const Summary summary = summary_of(model);
  check(summary.line("a", "p_delay", "share"), 0.703, 0.624);
  check(summary.line("a", "wait", "mean"), 6.14, 5.32);
  check(summary.line("a", "wait", "p90"), 17.06, 9.25);
}

// Erlang C, load 4 of 10: 0.00882; waits of those who wait are exponential with mean 20/6 d.
TEST_CASE("people: what is rare is found without bias") {
  const Summary summary = summary_of(model_of(ten_beds));
  const auto& delayed = summary.line("a", "p_delay", "share");
  check(delayed, 0.00882, 0.00882 * 2);
  check(summary.line("a", "wait", "mean"), 0.00882 * 20 / 6, 0.00882 * 20 / 3);
}

TEST_CASE("people: a run that stops when it is precise enough is not biased") {
  analysis::PrecisionPlan plan;
  plan.figures.push_back({{"p_delay", "share", "a", "all"}, {.half_width = 0.12}});
  plan.limits = {.least = 10, .most = 4000};
  analysis::PrecisionWatch watch(plan);
  const auto summary = analysis::run_model(
      model_of(ten_beds), {.threads = 2, .precision = &watch, .most_replications = 4000});
  REQUIRE(summary.has_value());
  CHECK(watch.outcome().was_reached);
  const auto& delayed = summary->line("a", "p_delay", "share");
  CHECK(delayed.interval->half_width() <= 0.12 * *delayed.value);
  check(delayed, 0.00882, 0.00882 * 1.35);
}

// A stay of 150 d on average, then 500 d: P(T > t) = (500 exp(-t / 500) - 150 exp(-t / 150)) / 350.
// It is 1/2 at 510.9 d; with 400 d instead of 500 at 440.6 d.
TEST_CASE("people: curves are of the clocks of all people") {
  const Summary summary = summary_of(model_of(recovery));
  check(summary.line("all", "recovery_time", "median"), 510.9, 480);
  check(summary.line("all", "retention_365", "share"),
        std::exp(-365.0 / 150),
        1.15 * std::exp(-365.0 / 150));
  CHECK(summary.line("all", "completion", "share").value == doctest::Approx(1).epsilon(0.02));
}

TEST_CASE("people: two scenarios are compared by the medians of all people") {
  std::vector<analysis::ComparedScenario> scenarios;
  for (const std::string mean : {"500 d", "400 d"}) {
    models::Model model =
        model_of(recovery, {"community.home.exits.recovery.after.exponential.mean=" + mean});
    Summary summary = summary_of(model);
    scenarios.push_back({mean, std::move(model), std::move(summary)});
  }
  const auto differences = analysis::compare_scenarios(scenarios);
  const auto* const figure = differences[0].find({"recovery_time", "median", "all", "all"});
  REQUIRE(figure != nullptr);
  const double standard_error =
      std::sqrt(figure->paired.paired_variance / static_cast<double>(figure->paired.parts));
  MESSAGE(fmt::format(
      "difference of medians {:.4g} (se {:.2g}), exact -70.3; variance reduction {:.3g}",
      figure->paired.difference,
      standard_error,
      figure->paired.variance_reduction().value_or(0)));
  CHECK(std::abs(figure->paired.difference + 70.3) < 4 * standard_error);
  CHECK(std::abs(figure->paired.difference + 39.5) > 4 * standard_error);
  CHECK(figure->excludes_zero());
}

// Two in five come back after 300 d at home, in a window of 200 d: 1 / (1 - 0.4) visits to php,
// 0.75 of that to iop, where 0.75 / (1 - 0.25 * 0.4) of all people ever come. Of those referred in
// the window only the first way through is mostly seen: 1, 0.75 and 0.75.
TEST_CASE("people: visits and who was ever there are not cut off by the horizon") {
  const Summary summary = summary_of(model_of(R"(
schema: 1
name: Some come back
start: 2026-01-05
run: {warm_up: 15 y, horizon: 5675 d, replications: 100}
levels:
  php: {places: unlimited, treatment_time: 18 d, to: {iop: 0.75, home: 0.25}}
  iop: {places: unlimited, treatment_time: 42 d, to: home}
community:
  home: {time: {exponential: {mean: 300 d}}, to: {php: 0.4, recovered: 0.6}}
outcomes: [recovered]
arrivals:
  r: {poisson: {rate: 0.5 /d}, to: php}
)"));
  check(summary.line("php", "visits_per_person", "ratio"), 5.0 / 3, 1);
  check(summary.line("iop", "visits_per_person", "ratio"), 1.25, 0.75);
  check(summary.line("iop", "ever_visited", "ratio"), 5.0 / 6, 0.75);
}

const std::string a_week = R"(
schema: 1
name: Waits of a week
start: 2026-01-05
run: {warm_up: 0 d, horizon: 1400 d, replications: 2}
levels:
  a: {places: {beds: 1}, treatment_time: 7 d, to: out}
outcomes: [out]
arrivals:
  r: {scheduled: {every: 14 d}, batch: {2: 1}, to: a}
)";

TEST_CASE("people: of waits that are all equal quantiles and their intervals are exactly that") {
  const Summary summary = summary_of(model_of(a_week));
  for (const std::string statistic : {"p75", "p90", "max"})
    CHECK(summary.line("a", "wait", statistic).value == 7.0);
  CHECK(summary.line("a", "wait", "p90").interval == analysis::Interval{7, 7});
  CHECK(summary.line("a", "wait", "within_7d").value == 1.0);
}

// Stays of 4 d on average in a window of 7 d. After a warm-up those that end are all kinds; from an
// empty start only the short ones: mean 1.76 d, with a note.
TEST_CASE("people: stays that end in a short window are right after a warm-up and noted without") {
  const std::string yaml = R"(
schema: 1
name: Window shorter than stay
start: 2026-01-05
run: {warm_up: 100 d, horizon: 107 d, replications: 400}
levels:
  a: {places: unlimited, treatment_time: {exponential: {mean: 4 d}}, to: out}
outcomes: [out]
arrivals:
  r: {poisson: {rate: 5 /d}, to: a}
)";
  const Summary settled = summary_of(model_of(yaml));
  check(settled.line("a", "stay", "mean"), 4, 3.7);
  CHECK(settled.line("a", "stay", "mean").note.empty());
  const Summary empty = summary_of(model_of(yaml, {"run.warm_up=0 d", "run.horizon=7 d"}));
  const auto& mean = empty.line("a", "stay", "mean");
  check(mean, 1.76, 4);
  CHECK(mean.note == "47 % of the stays were still open at the horizon, and are not in");
}

TEST_CASE("people: no interval of a wait reaches below 0") {
  const Summary summary =
      summary_of(model_of_file("tests/data/small_program.yaml", {"run.replications=5"}));
  for (const analysis::SummaryLine& line : summary.lines) {
    CAPTURE(line.metric);
    CAPTURE(line.statistic);
    if (!line.interval) continue;
    CHECK(line.interval->low >= 0);
    CHECK(line.interval->low <= *line.value);
    CHECK(line.interval->high >= *line.value);
    if (analysis::is_share(line.metric, line.statistic)) CHECK(line.interval->high <= 1);
  }
}

TEST_CASE("people figures: waits of a level are split by group") {
  // 0.3 urgent and 0.4 other requests a day for one place, stays exponential with mean 1 d; urgent
  // first, without pre-emption (Cobham 1954, eq. 3): 0.7 / (1 - 0.3), and that / (1 - 0.7).
  const models::Model model = model_of(two_groups);
  const Summary summary = summary_of(model);
  const double everybody = 0.7 / (1 - 0.7);
  const SummaryLine* const urgent = summary.find("a", "wait", "mean", "urgent=yes");
  const SummaryLine* const others = summary.find("a", "wait", "mean", "urgent=no");
  REQUIRE(urgent != nullptr);
  REQUIRE(others != nullptr);
  check(*urgent, 1, everybody);
  check(*others, 1 / 0.3, everybody);
  for (const std::string part : {"requests", "admissions"}) {
    const auto number = [&](const std::string& group) {
      return *summary.find("a", part, "per_year", group)->n;
    };
    CHECK(number("urgent=yes") + number("urgent=no") == number("all"));
  }
  CHECK(summary.find("a", "utilization", "mean", "urgent=yes") == nullptr);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
