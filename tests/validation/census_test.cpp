#include "sim/time_weighted.hpp"
#include "tests/support/simulated.hpp"
#include "tests/validation/agreement.hpp"
#include "tests/validation/closed_forms.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

// Unlimited places against exact results: Poisson census, its way to the steady state, and the
// whole reference network R2.
namespace stepdown::tests {
namespace {

using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

constexpr int replications = 100;

/// Checks mean, variance, distribution and quantiles of the census of `program`.
void check_poisson(const std::string& name, const std::vector<std::string>& sets, double a) {
  const Model model = model_of_file("scenarios/textbook/mg_infinity.yaml", sets);
  const std::vector<Observations> runs = observe(model, replications);
  const auto census = [&model](const Observations& o) -> const sim::TimeWeighted& {
    return observed(model, o, "program")[Headcount::Census];
  };
  const auto mean = each(runs, [&](const auto& o) { return census(o).mean(); });
  check_agreement(name + "mean census", mean, a, 0.02);
  // Within one replication the spread is about that replication's own mean, so the second moment
  // about the exact mean is compared: for a Poisson census it is a.
  const auto spread = each(runs, [&](const auto& o) {
    return census(o).variance() + (census(o).mean() - a) * (census(o).mean() - a);
  });
  check_agreement(name + "variance of the census", spread, a, 0.1);
  check_refusal(spread, 1.2 * a);
  sim::TimeHistogram pooled;
  for (const Observations& o : runs)
    pooled.merge(census(o).histogram());
  for (const double p : {0.05, 0.25, 0.5, 0.75, 0.95}) {
    const int exact = poisson_quantile(p, a);
    const auto share = each(runs, [&](const auto& o) {
      return 1 - sim::to_days(census(o).histogram().time_at_least(exact + 1)) /
                     census(o).histogram().total_days();
    });
    check_agreement(fmt::format("{}share of time at {} or below", name, exact),
                    share,
                    poisson_at_most(exact, a),
                    p < 0.1 ? 0.2 : 0.1);
    check_refusal(share, poisson_at_most(exact + 2, a));
    // The pooled quantile may be the neighbor where the exact distribution passes p within 0.01.
    CHECK(pooled.quantile(p) >= poisson_quantile(p - 0.01, a));
    CHECK(pooled.quantile(p) <= poisson_quantile(p + 0.01, a));
  }
}

TEST_SUITE_BEGIN("validation");

TEST_CASE("validation: an unlimited census is Poisson whatever the treatment times") {
  SUBCASE("lognormal as in the scenario") {
    check_poisson("M/G/inf lognormal: ", {}, 60);
  }
  SUBCASE("constant") {
    check_poisson("M/G/inf constant: ",
                  {"levels.program.treatment_time=7 d", "arrivals.referrals.poisson.rate=3 /d"},
                  21);
  }
  SUBCASE("hyperexponential") {
    check_poisson("M/G/inf hyperexponential: ",
                  {"levels.program.treatment_time={hyperexponential: {mean: 10 d, cv: 2}}",
                   "arrivals.referrals.poisson.rate=2.5 /d"},
                  25);
  }
}

// From empty with 5 a day, 10 a day from day 100 on, treatment exponential with mean 12 d. With
// m(t) = 60 (1 - exp(-t / 12)) up to day 100 and then 120 - (120 - m(100)) exp(-(t - 100) / 12).
TEST_CASE("validation: an unlimited census follows a step of the rate") {
  const Model model = model_of_file("scenarios/textbook/mg_infinity.yaml",
                                    {"run.warm_up=0 d",
                                     "run.horizon=150 d",
                                     "levels.program.treatment_time={exponential: {mean: 12 d}}",
                                     "arrivals.referrals.poisson={rate: 5 /d, steps: {2026-04-15: "
                                     "10 /d}}"});
  const std::vector<Observations> runs = observe(model, 1000);
  const auto exact = [](double t) {
    const auto filling = [](double days) { return 60 * (1 - std::exp(-days / 12)); };
    return t <= 100 ? filling(t) : 120 - (120 - filling(100)) * std::exp(-(t - 100) / 12);
  };
  for (const std::size_t day : {6U, 20U, 90U, 105U, 112U, 140U}) {
    const auto census =
        each(runs, [day](const auto& o) { return static_cast<double>(o.daily[0].census[day]); });
    check_agreement(fmt::format("M(t)/M/inf: census at midnight of day {}", day),
                    census,
                    exact(static_cast<double>(day)),
                    0.1);
    // The theory of the steady state would be wrong by this much.
    if (day == 20 || day == 112) check_refusal(census, day < 100 ? 60 : 120);
  }
}

// Mean census over 3650 days from empty, from the Markov renewal equations on a grid of 0.1 d.
TEST_CASE(
    "validation: the reference network with unlimited places agrees with its exact solution") {
  const Model model = model_of_file("scenarios/bench/r2.yaml");
  const std::vector<Observations> runs = observe(model, replications);
  struct Row {
    const char* state;
    double census;
  };
  constexpr std::array<Row, 6> exact{{{"inpatient", 82.488},
                                      {"php", 61.728},
                                      {"iop", 365.268},
                                      {"op", 735.578},
                                      {"aftercare", 757.261},
                                      {"home", 1968.27}}};
  for (const Row& row : exact) {
    const auto census = each(runs, [&](const auto& o) {
      return observed(model, o, row.state)[Headcount::Census].mean();
    });
    check_agreement(fmt::format("R2: mean census of {}", row.state), census, row.census, 0.02);
  }
  const auto events = each(runs, [](const auto& o) { return static_cast<double>(o.events); });
  check_agreement("R2: events", events, 169549.4, 0.02);
}

// No exact solution with limited places; these are the means of 2000 replications of an independent
// program, whose own standard errors are less than a quarter of those here.
TEST_CASE("validation: the reference network agrees with an independent program") {
  const Model model = model_of_file("scenarios/bench/r1.yaml");
  const std::vector<Observations> runs = observe(model, replications);
  struct Row {
    const char* level;
    double census;
    double wait;
    double sensitivity;  ///< of the wait
  };
  constexpr std::array<Row, 4> independent{{{"inpatient", 82.485, 0.0554, 1},
                                            {"php", 61.717, 0.1210, 0.6},
                                            {"iop", 365.263, 0.0263, 1.5},
                                            {"op", 735.477, 0.0043, 6}}};
  for (const Row& row : independent) {
    const auto census = each(runs, [&](const auto& o) {
      return observed(model, o, row.level)[Headcount::Census].mean();
    });
    check_agreement(fmt::format("R1: mean census of {}", row.level), census, row.census, 0.02);
    const auto wait = each(
        runs, [&](const auto& o) { return observed(model, o, row.level)[Length::Wait].mean(); });
    check_agreement(
        fmt::format("R1: mean wait for {}", row.level), wait, row.wait, row.sensitivity);
  }
}

// R3 is R1 times 100, so large that hardly anybody waits: one replication says as much as 100 of
// R2. Tolerance 0.5 %: the largest standard error of those 100 is 0.1 %.
TEST_CASE("validation: the large reference network agrees with the exact solution times 100") {
  const Model model = model_of_file("scenarios/bench/r3.yaml");
  const Observations all = models::Simulator{model}.run(0);
  CHECK(observed(model, all, "inpatient")[Headcount::Census].mean() ==
        doctest::Approx(8248.8).epsilon(0.005));
  CHECK(observed(model, all, "php")[Headcount::Census].mean() ==
        doctest::Approx(6172.8).epsilon(0.005));
  CHECK(observed(model, all, "iop")[Headcount::Census].mean() ==
        doctest::Approx(36526.8).epsilon(0.005));
  CHECK(observed(model, all, "op")[Headcount::Census].mean() ==
        doctest::Approx(73557.8).epsilon(0.005));
  CHECK(observed(model, all, "aftercare")[Headcount::Census].mean() ==
        doctest::Approx(75726.1).epsilon(0.005));
  CHECK(observed(model, all, "home")[Headcount::Census].mean() ==
        doctest::Approx(196827).epsilon(0.005));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
