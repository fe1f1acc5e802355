#include "models/stay_law.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

// People in the middle of their stays, against the conditional survival worked out here.
namespace stepdown::tests {
namespace {

using models::Model;
using models::Observations;
using Function = std::function<double(double)>;

// Nobody comes: a split that is a mixture of three shapes, and a race whose hazard an effect
// raises.
const std::string remaining = R"(
schema: 1
name: Remaining
start: 2026-01-05
run: {warm_up: 0 d, horizon: 90 d, replications: 300}
attributes: {risk: {high: 1}}
levels:
  a:
    places: unlimited
    exits:
      planned: {probability: 0.5, treatment_time: {lognormal: {median: 34 d, mean: 42.79 d}}, to: done}
      dropout: {probability: 0.3, treatment_time: {exponential: {mean: 8 d}}, to: home}
      moved: {probability: 0.2, treatment_time: {uniform: {min: 10 d, max: 60 d}}, to: done}
      death: {after: {weibull: {shape: 2, scale: 120 d}}, to: died}
community:
  home: {time: {exponential: {mean: 200 d}}, to: done}
outcomes: [done, died]
arrivals:
  nobody: {scheduled: {every: 1000 d, first: 89 d}, to: home}
effects:
  risky: {when: {risk: high}, reason: death, hazard_ratio: 2, source: test}
)";

double normal_tail(double z) {
  return 0.5 * std::erfc(z / std::sqrt(2.0));
}

double planned(double t) {
  const double sigma = std::sqrt(2 * std::log(42.79 / 34));
  return t <= 0 ? 1 : normal_tail(std::log(t / 34) / sigma);
}
double dropout(double t) {
  return std::exp(-t / 8);
}
double moved(double t) {
  return std::min(1.0, std::max(0.0, (60 - t) / 50));
}
double death(double t) {
  return std::exp(-2 * std::pow(t / 120, 2));
}

double survival(double t) {
  return (0.5 * planned(t) + 0.3 * dropout(t) + 0.2 * moved(t)) * death(t);
}

/// Simpson's rule.
double integral(const Function& of, double from, double to, int steps = 20'000) {
  const double h = (to - from) / steps;
  double sum = of(from) + of(to);
  for (int i = 1; i < steps; ++i)
    sum += (i % 2 == 1 ? 4 : 2) * of(from + i * h);
  return sum * h / 3;
}

constexpr int people = 200;

Model with_days(const std::string& days) {
  const std::string csv = "state,days,count\na," + days + "," + std::to_string(people) + "\n";
  const models::FileLoader loader = [&csv](const std::string&, std::size_t) -> models::FileText {
    return {csv, {}};
  };
  return models::compile(models::read_scenario_text(
                             remaining + "start_from: {csv: today.csv}\n", "test.yaml", {}, loader))
      .model;
}

std::vector<double> census_on(const std::vector<Observations>& runs, std::size_t day) {
  return each(runs, [day](const Observations& all) {
    return static_cast<double>(all.daily[0].census.at(day));
  });
}

/// Whether the mean census on these days is `people` times the chance to be there still.
bool agrees(const std::vector<Observations>& runs, const Function& there) {
  bool all_agree = true;
  for (const std::size_t day : {1U, 7U, 20U, 45U, 80U}) {
    const MeanCheck check =
        check_mean(census_on(runs, day), people * there(static_cast<double>(day)));
    all_agree = all_agree && check;
  }
  return all_agree;
}

TEST_SUITE_BEGIN("unit");

// 60,000 people: standard errors of 0.002 of a share of one half.
TEST_CASE("start: who has been there for some days stays on by the survival given those") {
  for (const double days : {0.0, 12.0, 40.0}) {
    CAPTURE(days);
    const auto runs = observe(with_days(fmt::format("{}", days)), 300);
    const auto given = [days](double t) { return survival(days + t) / survival(days); };
    for (const std::size_t day : {1U, 7U, 20U, 45U, 80U})
      CHECK(check_mean(census_on(runs, day), people * given(static_cast<double>(day))));
    // As if stays began today, or as if only the splits were known to have lasted.
    if (days == 0) continue;
    CHECK_FALSE(agrees(runs, survival));
    CHECK_FALSE(agrees(runs, [days](double t) {
      return survival(days + t) / survival(days) * death(days) / death(days + t) * death(t);
    }));
  }
}

TEST_CASE("start: exits have their probability given the days so far") {
  const double days = 12;
  const Model model = with_days("12");
  const auto runs = observe(model, 300);
  const auto ended = [&](std::size_t exit) {
    return each(runs, [exit](const Observations& all) {
      return static_cast<double>(all.states[0].exits[exit].count());
    });
  };
  // Those who have left by dropout within the 90 days: its density times the race's survival.
  const auto density = [](double t) { return 0.3 * dropout(t) / 8 * death(t); };
  const double share = integral(density, days, days + 90) / survival(days);
  CHECK(check_mean(ended(1), people * share));
  const double on_admission =
      0.3 * integral([](double t) { return dropout(t) / 8 * death(t); }, 0, 90);
  CHECK_FALSE(check_mean(ended(1), people * on_admission));
  const auto hazard = [](double t) { return survival(t) * 4 * t / (120.0 * 120.0); };
  CHECK(check_mean(ended(3), people * integral(hazard, days, days + 90) / survival(days)));
}

TEST_CASE("start: without days people are in the middle of stays as chance finds them") {
  const auto runs = observe(model_of(remaining + "start_from: {a: {census: 200}}\n"), 300);
  const double mean = integral(survival, 0, 2000);
  const auto stationary = [mean](double t) { return integral(survival, t, 2000) / mean; };
  for (const std::size_t day : {1U, 7U, 20U, 45U, 80U})
    CHECK(check_mean(census_on(runs, day), people * stationary(static_cast<double>(day))));
  CHECK_FALSE(agrees(runs, survival));
}

TEST_CASE("start: ages follow the integral of survival") {
  const Model model = model_of(remaining);
  const models::StayLaw law{model, model.behaviors[0]};
  const models::StayAges ages{law};
  CHECK(law.survival(30) == doctest::Approx(survival(30)).epsilon(1e-12));
  const double mean = integral(survival, 0, 2000, 200'000);
  CHECK(ages.mean() == doctest::Approx(mean).epsilon(1e-7));
  for (const double u : {1e-6, 0.01, 0.2, 0.5, 0.9, 0.999}) {
    CAPTURE(u);
    CHECK(integral(survival, 0, ages.at(u)) / mean == doctest::Approx(u).epsilon(1e-6));
  }
}

// Single values: stays of 7 or 28 days have the ages of a step.
TEST_CASE("start: ages of stays of fixed lengths are even up to each length") {
  const Model model = model_of(R"(
schema: 1
name: Fixed
start: 2026-01-05
run: {warm_up: 0 d, horizon: 90 d, replications: 1}
levels:
  a:
    places: unlimited
    exits:
      planned: {probability: 0.75, treatment_time: 28 d, to: done}
      dropout: {probability: 0.25, treatment_time: 7 d, to: done}
outcomes: [done]
arrivals: {people: {poisson: {rate: 1 /d}, to: a}}
)");
  const models::StayAges ages{models::StayLaw{model, model.behaviors[0]}};
  const double mean = 0.75 * 28 + 0.25 * 7;
  CHECK(ages.mean() == doctest::Approx(mean).epsilon(1e-7));
  CHECK(ages.at(3 / mean) == doctest::Approx(3).epsilon(1e-6));
  CHECK(ages.at((7 + 0.75 * 10) / mean) == doctest::Approx(17).epsilon(1e-6));
  CHECK(ages.at(1 - 1e-9) == doctest::Approx(28).epsilon(1e-6));
}

TEST_CASE("start: whoever is where stays take no time leaves at once") {
  const Model model = model_of(R"(
schema: 1
name: None
start: 2026-01-05
run: {warm_up: 0 d, horizon: 9 d, replications: 1}
levels: {a: {places: unlimited, treatment_time: 0 d, to: done}}
outcomes: [done]
arrivals: {people: {poisson: {rate: 1 /d}, to: a}}
start_from: {a: {census: 20}}
)");
  const models::StayAges ages{models::StayLaw{model, model.behaviors[0]}};
  CHECK(ages.mean() == 0);
  CHECK(ages.at(0.5) == 0);
  CHECK(check_mean(census_on(observe(model, 2), 1), 0));
}

// People who come stay unbounded by places: their number is Poisson with mean rate * int S, and
// independent of who was there, whose number is binomial (Eick, Massey and Whitt 1993, theorem 1).
TEST_CASE("start: with arrivals and unlimited places census is Poisson plus who remains") {
  const auto runs = observe(model_of(remaining + "start_from: {a: {census: 200}}\n",
                                     {"arrivals.people={poisson: {rate: 3 /d}, to: a}"}),
                            400);
  const double mean = integral(survival, 0, 2000);
  for (const std::size_t day : {3U, 10U, 30U, 80U}) {
    CAPTURE(day);
    const auto t = static_cast<double>(day);
    const double there = integral(survival, t, 2000) / mean;
    const double come = 3 * integral(survival, 0, t);
    const std::vector<double> census = census_on(runs, day);
    CHECK(check_mean(census, people * there + come));
    if (day < 80) CHECK_FALSE(check_mean(census, people * survival(t) + come));
    // The variance of a sum; the square error of 400 sample variances is 2 / 399 of its square.
    const double variance = people * there * (1 - there) + come;
    CHECK(moments_of(census).variance() ==
          doctest::Approx(variance).epsilon(4 * std::sqrt(2.0 / 399)));
  }
}

// 97 people in the middle of lognormal stays of 42.79 days on average: in a week 97 * 7 / 42.79 =
// 15.9 leave; were all stays begun on the first day, one would.
TEST_CASE("start: in the first week leave as many as the mean stay says") {
  const std::string yaml = R"(
schema: 1
name: Start from today
start: 2023-01-01
run: {warm_up: 0 d, horizon: 7 d, replications: 400}
levels:
  p2: {places: {beds: 102}, treatment_time: {lognormal: {median: 34 d, mean: 42.79 d}}, to: home}
outcomes: [home]
start_from: {p2: {census: 97, waiting: 31}}
arrivals:
  daily: {poisson: {rate: 3.066 /d}, to: p2}
)";
  const auto runs = observe(model_of(yaml), 400);
  // Of those admitted within the week next to nobody leaves in it: 1 % after a whole week.
  const double arrivals_left = 0.2;
  const SampleMoments left = moments_of(
      each(runs, [](const Observations& all) { return static_cast<double>(all.states[0].left); }));
  CHECK(std::abs(left.mean() - 97 * 7 / 42.79) < 4 * left.standard_error() + arrivals_left);
  CHECK(left.standard_error() < 0.25);
  CHECK(runs[0].daily[0].census[0] == 97);
  CHECK(runs[0].daily[0].list[0] == 31);
}

TEST_CASE("start: whoever stays long is found there more often") {
  const std::string yaml = R"(
schema: 1
name: Kinds
start: 2026-01-05
run: {warm_up: 0 d, horizon: 1 d, replications: 50}
report_by: [kind]
attributes: {kind: {short: 0.5, long: 0.5}}
levels:
  a:
    places: unlimited
    treatment_time: {given: kind, short: {exponential: {mean: 10 d}}, long: {exponential: {mean: 30 d}}}
    to: done
outcomes: [done]
arrivals: {people: {poisson: {rate: 0.0001 /d}, to: a}}
start_from: {a: {census: 200}}
)";
  const auto runs = observe(model_of(yaml), 50);
  const auto long_ones = each(runs, [](const Observations& all) {
    return static_cast<double>(all.groups[1].states[0].entered);
  });
  CHECK(check_mean(long_ones, 150));
  CHECK_FALSE(check_mean(long_ones, 100));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
