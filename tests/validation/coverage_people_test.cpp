#include "tests/support/simulated.hpp"
#include "tests/validation/closed_forms.hpp"
#include "tests/validation/coverage.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

// What becomes of people, batches, blocking and giving up: each has an exact value. How to measure:
// coverage.hpp.
namespace stepdown::tests {
namespace {

void check_all(const std::string& system,
               const std::string& yaml,
               const std::vector<Exact>& exact) {
  for (const int replications : numbers_of_replications())
    check_fixed(fmt::format("{} x {}", system, replications),
                model_of(yaml, {fmt::format("run.replications={}", replications)}),
                exact);
}

/// That of several exponential times which ends first is this one, within `days`.
double first_within(double rate, double all_rates, double days) {
  return rate / all_rates * (1 - std::exp(-all_rates * days));
}

TEST_SUITE_BEGIN("validation");

// A hundred discharges a replication, of which 1.4 have relapsed within 30 d and 4 within 90 d.
TEST_CASE("coverage: intervals of a few relapses hold the exact value") {
  const double relapse = 1.0 / 2000;
  const double all = relapse + 1.0 / 500;
  check_all("few relapses",
            R"(
schema: 1
name: Few relapses
start: 2026-01-05
run: {warm_up: 0 d, horizon: 200 d}
levels:
  a:
    places: unlimited
    exits:
      planned: {probability: 0.7, treatment_time: {exponential: {mean: 10 d}}, to: home}
      dropout: {probability: 0.3, treatment_time: {exponential: {mean: 10 d}}, to: home}
community:
  home:
    exits:
      relapse: {after: {exponential: {mean: 2000 d}}, to: a}
      recovery: {after: {exponential: {mean: 500 d}}, to: recovered}
outcomes: [recovered]
arrivals:
  r: {poisson: {rate: 0.5 /d}, to: a}
)",
            {{{"relapse_30", "share", "all", "all"}, first_within(relapse, all, 30)},
             {{"relapse_90", "share", "all", "all"}, first_within(relapse, all, 90)},
             {{"linkage_90", "share", "a", "all"}, first_within(relapse, all, 90)},
             {{"completion", "share", "all", "all"}, 0.7},
             {{"exits.dropout", "share", "a", "all"}, 0.3}});
}

// Of 31 people a replication one is followed to day 30, when 1 in 20 is still there.
TEST_CASE("coverage: intervals of a curve hold the exact value to the end of follow-up") {
  check_all("end of a curve",
            R"(
schema: 1
name: A month
start: 2026-01-05
run: {warm_up: 0 d, horizon: 31 d}
levels:
  a: {places: unlimited, treatment_time: {exponential: {mean: 10 d}}, to: home}
community:
  home: {exits: {relapse: {after: {exponential: {mean: 1000 d}}, to: a}}}
arrivals:
  r: {poisson: {rate: 1 /d}, to: a}
)",
            {{{"retention_30", "share", "all", "all"}, std::exp(-3)},
             {{"linkage_14", "share", "a", "all"}, 1 - std::exp(-0.014)}});
}

// A stay of 150 d on average and then 500 d: half have recovered after 510.9 d, followed for 700.
TEST_CASE("coverage: intervals of a median hold the exact value") {
  const auto free = [](double t) {
    return (500 * std::exp(-t / 500) - 150 * std::exp(-t / 150)) / 350;
  };
  double low = 0;
  double high = 5000;
  while (high - low > 1e-9)
    (free((low + high) / 2) > 0.5 ? low : high) = (low + high) / 2;
  check_all("a median",
            R"(
schema: 1
name: Recovery
start: 2026-01-05
run: {warm_up: 0 d, horizon: 700 d}
levels:
  a: {places: unlimited, treatment_time: {exponential: {mean: 150 d}}, to: home}
community:
  home: {exits: {recovery: {after: {exponential: {mean: 500 d}}, to: recovered}}}
outcomes: [recovered]
arrivals:
  r: {poisson: {rate: 1 /wk}, to: a}
)",
            {{{"recovery_time", "median", "all", "all"}, low},
             {{"recovery_365", "share", "all", "all"}, 1 - free(365)},
             {{"retention_365", "share", "all", "all"}, std::exp(-365.0 / 150)},
             {{"retention_30", "share", "all", "all"}, std::exp(-30.0 / 150)}});
}

// Batches of 1 and 3 to one place, load rho = 0.6: mean number rho (1 + E[X^2] / E[X]) /
// (2 (1 - rho)).
TEST_CASE("coverage: intervals of people who come in batches hold the exact value") {
  const double inside = 0.6 * (1 + 2.5) / (2 * 0.4);
  check_all("batches",
            R"(
schema: 1
name: Batches
start: 2026-01-05
run: {warm_up: 800 d, horizon: 2800 d}
levels:
  a: {places: {beds: 1}, treatment_time: {exponential: {mean: 2 d}}, to: out}
outcomes: [out]
arrivals:
  r: {poisson: {rate: 0.15 /d}, batch: {1: 0.5, 3: 0.5}, to: a}
)",
            {{{"wait", "mean", "a", "all"}, inside / 0.3 - 2},
             {{"census", "mean", "a", "all"}, 0.6},
             {{"list", "mean", "a", "all"}, inside - 0.6}});
}

// One place each, none may wait for the first, who has to wait for the second keeps the first.
// Probabilities of (first, second) with b: blocked, from their balance; mu1 = 1/2, mu2 = 1/3.
TEST_CASE("coverage: intervals of blocking hold the exact value") {
  const double lambda = 0.5;
  const double mu1 = 0.5;
  const double mu2 = 1.0 / 3;
  const double p01 = 1;
  const double p11 = lambda * p01 / (mu1 + mu2);
  const double pb1 = mu1 * p11 / mu2;
  const double p00 = mu2 * p01 / lambda;
  const double p10 = (lambda * p00 + mu2 * p11) / mu1;
  const double sum = p00 + p10 + p01 + p11 + pb1;
  const double blocked = p11 / (p10 + p11);
  check_all("blocking",
            R"(
schema: 1
name: Blocking
start: 2026-01-05
run: {warm_up: 60 d, horizon: 425 d}
levels:
  first:
    places: {beds: 1}
    treatment_time: {exponential: {mean: 2 d}}
    to: second
    hold: until_placed
    waiting: {limit: 0, turned_away_to: out}
  second: {places: {beds: 1}, treatment_time: {exponential: {mean: 3 d}}, to: out}
outcomes: [out]
arrivals:
  r: {poisson: {rate: 0.5 /d}, to: first}
)",
            {{{"turned_away", "share", "first", "all"}, (p10 + p11 + pb1) / sum},
             {{"held", "mean", "first", "all"}, pb1 / sum},
             {{"p_delay", "share", "second", "all"}, blocked},
             {{"wait", "mean", "second", "all"}, blocked / mu2}});
}

// Five places at load 1.2 a place; who waits gives up after 6 d on average.
TEST_CASE("coverage: intervals of giving up hold the exact value") {
  const Mmc q{.c = 5, .lambda = 1.5, .mu = 0.25};
  const BirthAndDeath chain = mmc_with_patience(q, 1.0 / 6, 200);
  check_all("giving up",
            R"(
schema: 1
name: Giving up
start: 2026-01-05
run: {warm_up: 100 d, horizon: 465 d}
levels:
  a:
    places: {beds: 5}
    treatment_time: {exponential: {mean: 4 d}}
    to: out
    waiting: {patience: {exponential: {mean: 6 d}}, gave_up_to: out}
outcomes: [out]
arrivals:
  r: {poisson: {rate: 1.5 /d}, to: a}
)",
            {{{"gave_up", "share", "a", "all"}, chain.mean_list(5) / 6 / 1.5},
             {{"p_delay", "share", "a", "all"}, chain.at_least(5)},
             {{"census", "mean", "a", "all"}, chain.mean_census(5)},
             {{"list", "mean", "a", "all"}, chain.mean_list(5)}});
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
