#include "tests/support/simulated.hpp"
#include "tests/validation/agreement.hpp"
#include "tests/validation/closed_forms.hpp"
#include "tests/validation/saturated_tandem.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

// Several levels against the textbook: Jackson networks, tandems with holding, competing risks, and
// people who return.
namespace stepdown::tests {
namespace {

using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

constexpr int replications = 100;
const std::string folder = "scenarios/textbook/";

/// Checks one level of a network against the M/M/c that it is by itself (Jackson).
void check_jackson_level(const Model& model,
                         const std::vector<Observations>& runs,
                         const std::string& level,
                         const Mmc& q) {
  const auto at = [&](const Observations& o) -> const StateObservations& {
    return observed(model, o, level);
  };
  const std::string name = fmt::format("Jackson loop {}: ", level);
  const auto requests = each(runs, [&](const auto& o) {
    return static_cast<double>(at(o)[models::Counter::Requests]) / o.window_days;
  });
  check_agreement(name + "requests a day", requests, q.lambda, 0.02);
  const auto p_wait = each(runs, [&](const auto& o) {
    return static_cast<double>(at(o)[models::Counter::Delayed]) /
           static_cast<double>(at(o)[models::Counter::Requests]);
  });
  check_agreement(name + "share who wait", p_wait, q.p_wait(), 0.1);
  const auto people = each(runs, [&](const auto& o) {
    return at(o)[Headcount::Census].mean() + at(o)[Headcount::List].mean();
  });
  check_agreement(name + "people there or waiting", people, q.load() + q.mean_list(), 0.12);
  const auto wait = each(runs, [&](const auto& o) { return at(o)[Length::Wait].mean(); });
  check_agreement(name + "mean wait", wait, q.mean_wait(), 0.4);
  check_refusal(p_wait, erlang_b(q.c, q.load()));
}

TEST_SUITE_BEGIN("validation");

TEST_CASE("validation: a loop of two levels agrees with Jackson") {
  SUBCASE("as in the scenario") {
    // requests: iop = 0.4 + 0.25 op, op = 0.3 + 0.6 iop
    const double iop = (0.4 + 0.25 * 0.3) / (1 - 0.25 * 0.6);
    const double op = 0.3 + 0.6 * iop;
    const Model model = model_of_file(folder + "jackson_loop.yaml");
    const std::vector<Observations> runs = observe(model, replications);
    check_jackson_level(model, runs, "iop", {.c = 8, .lambda = iop, .mu = 1.0 / 10});
    check_jackson_level(model, runs, "op", {.c = 24, .lambda = op, .mu = 1.0 / 30});
    const auto requests = each(runs, [&](const auto& o) {
      return static_cast<double>(observed(model, o, "iop")[models::Counter::Requests]) /
             o.window_days;
    });
    check_refusal(requests, 0.4);  // without the loop
  }
  SUBCASE("more of a loop") {
    const double iop = (0.2 + 0.5 * 0.1) / (1 - 0.5 * 0.8);
    const double op = 0.1 + 0.8 * iop;
    const Model model = model_of_file(folder + "jackson_loop.yaml",
                                      {"levels.iop.places.slots=5",
                                       "levels.op.places.slots=16",
                                       "levels.iop.to={op: 0.8, done: 0.2}",
                                       "levels.op.to={iop: 0.5, done: 0.5}",
                                       "arrivals.to_iop.poisson.rate=0.2 /d",
                                       "arrivals.to_op.poisson.rate=0.1 /d"});
    const std::vector<Observations> runs = observe(model, replications);
    check_jackson_level(model, runs, "iop", {.c = 5, .lambda = iop, .mu = 1.0 / 10});
    check_jackson_level(model, runs, "op", {.c = 16, .lambda = op, .mu = 1.0 / 30});
  }
}

/// Checks a saturated tandem against its Markov chain.
void check_tandem(const std::string& name,
                  const Model& model,
                  const std::vector<std::string>& levels,
                  const TandemFigures& exact) {
  const std::vector<Observations> runs = observe(model, replications);
  const auto throughput = each(runs, [&](const auto& o) {
    return static_cast<double>(observed(model, o, levels.back())
                                   .flow_to[models::index_of(state_named(model, "done"))]) /
           o.window_days;
  });
  check_agreement(name + "throughput a day", throughput, exact.throughput, 0.02);
  for (std::size_t i = 0; i + 1 < levels.size(); ++i) {
    const auto held = each(
        runs, [&](const auto& o) { return observed(model, o, levels[i])[Headcount::Held].mean(); });
    check_agreement(name + "held in " + levels[i], held, exact.held[i], 0.03);
  }
  // The first level is never empty, as the theory has it.
  for (const Observations& o : runs)
    CHECK(observed(model, o, levels.front()).full_time == sim::to_ticks(o.window_days));
}

TEST_CASE("validation: a saturated tandem of two levels with holding lets 2 in 3 through") {
  CHECK(saturated_tandem({1, 1}).throughput == doctest::Approx(2.0 / 3));
  const std::string file = folder + "tandem_with_holding_2.yaml";
  SUBCASE("as in the scenario") {
    const Model model = model_of_file(file);
    check_tandem("tandem of 2: ", model, {"first", "second"}, saturated_tandem({1, 1}));
  }
  SUBCASE("unequal treatment times") {
    const Model model =
        model_of_file(file, {"levels.second.treatment_time.exponential.mean=0.5 d"});
    check_tandem(
        "tandem of 2, means 1 and 0.5 d: ", model, {"first", "second"}, saturated_tandem({1, 2}));
  }
}

TEST_CASE("validation: a saturated tandem of three levels with holding lets 22 in 39 through") {
  CHECK(saturated_tandem({1, 1, 1}).throughput == doctest::Approx(22.0 / 39));
  const std::string file = folder + "tandem_with_holding_3.yaml";
  SUBCASE("as in the scenario") {
    const Model model = model_of_file(file);
    check_tandem("tandem of 3: ", model, {"first", "second", "third"}, saturated_tandem({1, 1, 1}));
  }
  SUBCASE("unequal treatment times") {
    const Model model = model_of_file(file,
                                      {"levels.first.treatment_time.exponential.mean=0.8 d",
                                       "levels.third.treatment_time.exponential.mean=1.25 d"});
    check_tandem("tandem of 3, means 0.8, 1 and 1.25 d: ",
                 model,
                 {"first", "second", "third"},
                 saturated_tandem({1.25, 1, 0.8}));
  }
}

TEST_CASE("validation: a tandem without holding is told from one with holding") {
  const Model model =
      model_of_file(folder + "tandem_with_holding_2.yaml", {"levels.first.hold=none"});
  const std::vector<Observations> runs = observe(model, 20);
  const auto first = each(runs, [&](const auto& o) {
    return static_cast<double>(observed(model, o, "first")[Length::Stay].count()) / o.window_days;
  });
  check_agreement("tandem of 2 without holding: leave the first a day", first, 1, 0.05);
  check_refusal(first, 2.0 / 3);
}

const char* const three_visits = R"(
schema: 1
name: Three visits on average
start: 2026-01-05
run: {warm_up: 3 y, horizon: 23 y, replications: 100}
levels:
  clinic:
    places: {slots: 6}
    treatment_time: {exponential: {mean: 5 d}}
    to: {home: 0.666666666667, done: 0.333333333333}
community:
  home: {time: {weibull: {mean: 40 d, cv: 1.5}}, to: clinic}
outcomes: [done]
arrivals:
  referrals: {poisson: {rate: 0.3 /d}, to: clinic}
)";

// Chance of another visit 2/3, so 1 / (1 - 2/3) = 3 visits; the clinic is M/M/6 with 0.9 requests a
// day, home an unlimited census of 0.6 x 40 people.
TEST_CASE("validation: people who come three times on average are right per person and per stay") {
  const Model model = model_of(three_visits);
  const std::vector<Observations> runs = observe(model, replications);
  const Mmc q{.c = 6, .lambda = 0.9, .mu = 1.0 / 5};
  const auto clinic = [&model](const Observations& o) -> const StateObservations& {
    return observed(model, o, "clinic");
  };
  const auto visits = each(runs, [&](const auto& o) {
    return static_cast<double>(clinic(o)[models::Counter::Admissions]) /
           static_cast<double>(o.sources[0].arrivals);
  });
  check_agreement("three visits: admissions per referral", visits, 3, 0.03);
  check_refusal(visits, 1);
  const auto stay = each(runs, [&](const auto& o) { return clinic(o)[Length::Stay].mean(); });
  check_agreement("three visits: mean stay", stay, 5, 0.03);
  check_refusal(stay, 15);
  const auto wait = each(runs, [&](const auto& o) { return clinic(o)[Length::Wait].mean(); });
  check_agreement("three visits: mean wait", wait, q.mean_wait(), 0.25);
  check_refusal(wait, 3 * q.mean_wait());
  const auto home = each(
      runs, [&](const auto& o) { return observed(model, o, "home")[Headcount::Census].mean(); });
  check_agreement("three visits: people at home", home, 24, 0.03);
  const auto done = each(runs, [&](const auto& o) {
    return static_cast<double>(clinic(o).flow_to[2]) / o.window_days;
  });
  check_agreement("three visits: leave for good a day", done, 0.3, 0.03);
}

const char* const races = R"(
schema: 1
name: Competing risks
start: 2026-01-05
run: {warm_up: 2 y, horizon: 12 y, replications: 100}
attributes:
  frail: {yes: 0.5, no: 0.5}
levels:
  program:
    places: unlimited
    exits:
      planned: {probability: 1, treatment_time: 20 d, to: done}
      relapse: {after: {exponential: {mean: 40 d}}, to: relapsed}
      death: {after: {exponential: {mean: 120 d}}, to: died}
outcomes: [done, relapsed, died]
arrivals:
  referrals: {poisson: {rate: 4 /d}, to: program}
effects:
  frail_relapse: {when: {frail: yes}, reason: relapse, hazard_ratio: 2, source: test}
)";

// Hazards r (1/40, doubled for half the people) and d = 1/120 until day 20: planned exp(-20 (r +
// d)), the others in the proportion of their hazards; mean stay (1 - exp(-20 (r + d))) / (r + d).
TEST_CASE("validation: competing exits agree with their hazards") {
  const Model model = model_of(races);
  const std::vector<Observations> runs = observe(model, replications);
  std::array<double, 3> share{};
  std::array<double, 3> early{};  // within 14 d
  double stay = 0;
  for (const double r : {1.0 / 40, 2.0 / 40}) {
    const double all = r + 1.0 / 120;
    const double stayed = std::exp(-20 * all);
    share[0] += 0.5 * stayed;
    share[1] += 0.5 * (1 - stayed) * r / all;
    share[2] += 0.5 * (1 - stayed) / 120 / all;
    early[1] += 0.5 * (1 - std::exp(-14 * all)) * r / all;
    early[2] += 0.5 * (1 - std::exp(-14 * all)) / 120 / all;
    stay += 0.5 * (1 - stayed) / all;
  }
  const std::array<const char*, 3> names{"planned", "relapse", "death"};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto observed_share = each(runs, [&](const auto& o) {
      const StateObservations& s = observed(model, o, "program");
      return static_cast<double>(s.exits[i].count()) / static_cast<double>(s[Length::Stay].count());
    });
    check_agreement(
        fmt::format("competing exits: share {}", names[i]), observed_share, share[i], 0.05);
    const auto soon = each(runs, [&](const auto& o) {
      const StateObservations& s = observed(model, o, "program");
      return static_cast<double>(s.exits[i].within(14 * sim::one_day)) /
             static_cast<double>(s[Length::Stay].count());
    });
    if (i > 0)
      check_agreement(
          fmt::format("competing exits: {} within 14 d", names[i]), soon, early[i], 0.05);
    else
      CHECK(*std::ranges::max_element(soon) == 0);
  }
  const auto mean_stay =
      each(runs, [&](const auto& o) { return observed(model, o, "program")[Length::Stay].mean(); });
  check_agreement("competing exits: mean stay", mean_stay, stay, 0.02);
  check_refusal(mean_stay, 20);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
