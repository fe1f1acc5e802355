#include "tests/models/care/trial_shares.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

// Reviews and drug tests during treatment: how many there are, and whom they send where.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Length;
using models::Model;
using models::Observations;

// Everybody comes at once; whoever is not sent away stays for 3000 d.
const std::string program = R"(
schema: 1
name: Reviews
start: 2026-01-05
run: {warm_up: 0 d, horizon: 4000 d, replications: 1}
attributes:
  profile: {alcohol: 1, opioid: 0}
levels:
  iop:
    places: unlimited
    reviews: {every: 14 d}
    treatment_time: 3000 d
    exits:
      escalation: {at_review: 0.04, to: up}
      planned: {at_review: 0.1, to: down}
      complete: {probability: 1, to: end}
outcomes: [up, down, end, found]
arrivals:
  all: {scheduled: {every: 10000 d, first: 0 d}, batch: {1000: 1}, to: iop}
)";

TEST_SUITE_BEGIN("unit");

TEST_CASE("reviews: each steps some up and some down and the others go on") {
  const TrialShares seen{model_of(program)};
  CHECK(seen.share("up", 0.04 / 0.14));
  CHECK(seen.share("down", 0.1 / 0.14));
  CHECK(check_mean(each(seen.all,
                        [&](const Observations& o) {
                          return observed(seen.model, o, "iop")[Length::Stay].mean();
                        }),
                   14 / 0.14));
  CHECK(seen.count(Counter::Reviews, 1 / 0.14));
  for (const Observations& o : seen.all)
    CHECK(14 * static_cast<double>(observed(seen.model, o, "iop")[Counter::Reviews]) ==
          doctest::Approx(observed(seen.model, o, "iop").stay_treated.days()));
}

TEST_CASE("reviews: there are as many as fit into treatment") {
  const TrialShares between{model_of(program, {"levels.iop.treatment_time=30 d"})};
  CHECK(between.share("up", 0.04 * 1.86));
  CHECK(between.share("end", 0.86 * 0.86));
  CHECK(between.count(Counter::Reviews, 1.86));
  // Treatment that ends in the moment of a review ends without it.
  const TrialShares at_one{model_of(program, {"levels.iop.treatment_time=28 d"})};
  CHECK(at_one.share("up", 0.04));
  CHECK(at_one.share("end", 0.86));
  CHECK(at_one.count(Counter::Reviews, 1));
}

TEST_CASE("reviews: effects change the odds of what comes of one") {
  const std::string effect =
      "effects:\n  e: {when: {profile: alcohol}, reason: escalation, odds_ratio: 2, source: "
      "test}\n";
  const TrialShares seen{model_of(program + effect, {"levels.iop.treatment_time=30 d"})};
  const double all = 0.86 + 0.08 + 0.1;
  const double on = 0.86 / all;
  CHECK(seen.share("up", 0.08 / all * (1 + on)));
  CHECK(seen.share("down", 0.1 / all * (1 + on)));
  CHECK(seen.share("end", on * on));
}

TEST_CASE("reviews: chances that sum to 1 send everybody away at the first") {
  const TrialShares seen{
      model_of(program,
               {"levels.iop.exits.escalation.at_review={given: profile, alcohol: 0.4, opioid: 0}",
                "levels.iop.exits.planned.at_review=0.6"})};
  CHECK(seen.share("up", 0.4));
  CHECK(seen.share("down", 0.6));
  CHECK(seen.count(Counter::Reviews, 1));
}

const std::string tests_level =
    "levels.iop={places: unlimited, treatment_time: 30 d, drug_tests: {every: 7 d, positive: "
    "0.12}, "
    "exits: {complete: {probability: 1, to: end}, relapse: {at_positive_test: 0.5, to: found}}}";

double tests_done(double found) {
  return 1 + (1 - found) + std::pow(1 - found, 2) + std::pow(1 - found, 3);
}

TEST_CASE("drug tests: those that are positive end treatment with a chance") {
  const TrialShares seen{model_of(program, {tests_level})};
  CHECK(seen.share("found", 1 - std::pow(0.94, 4)));
  CHECK(seen.count(Counter::DrugTests, tests_done(0.06)));
  CHECK(seen.count(Counter::PositiveTests, 0.12 * tests_done(0.06)));
  CHECK(seen.count(Counter::Reviews, 0));
}

TEST_CASE("drug tests: effects change how often they are positive") {
  const std::string effect =
      "effects:\n  e: {when: {profile: alcohol}, positive_odds_ratio: 2, source: test}\n";
  const TrialShares seen{model_of(program + effect, {tests_level})};
  const double positive = 0.24 / 1.12;
  CHECK(seen.share("found", 1 - std::pow(1 - positive / 2, 4)));
  CHECK(seen.count(Counter::DrugTests, tests_done(positive / 2)));
  CHECK(seen.count(Counter::PositiveTests, positive * tests_done(positive / 2)));
}

// 1000 people come at the start and as many 20 d later, each of whom is tested once.
TEST_CASE("drug tests: how often they are positive changes on a date") {
  const std::string effect = R"(
effects:
  e: {when: {profile: alcohol}, positive_odds_ratio: 0.5, source: test}
changes: {2026-01-15: {effects.e.positive_odds_ratio: 8}}
)";
  const TrialShares seen{
      model_of(program + effect,
               {"levels.iop={places: unlimited, treatment_time: 10 d, drug_tests: {every: 7 d, "
                "positive: 0.12}, to: end}",
                "arrivals.all.scheduled.every=20 d",
                "run.horizon=40 d"})};
  CHECK(seen.count(Counter::DrugTests, 2));
  CHECK(seen.count(Counter::PositiveTests, 0.06 / 0.94 + 0.96 / 1.84));
}

// On it for 20 d: at the tests of days 7 and 14 and the review of day 14, not later.
TEST_CASE("drug tests: they and reviews follow what people are on") {
  const std::string more = R"(
medications:
  bup: {at_arrival: 1, lasts: 20 d}
effects:
  clean: {when: {bup: yes}, positive_odds_ratio: 0.5, source: test}
  up: {when: {bup: yes}, reason: escalation, odds_ratio: 2, source: test}
)";
  const double positive = 0.06 / 0.94;
  const TrialShares tests{model_of(program + more,
                                   {tests_level,
                                    "levels.iop.exits.escalation={at_review: 0.04, to: up}",
                                    "levels.iop.reviews={every: 1000 d}"})};
  CHECK(tests.share("found", 1 - std::pow(1 - positive / 2, 2) * std::pow(1 - 0.06, 2)));
  const double first = 1 + (1 - positive / 2);
  const double later = std::pow(1 - positive / 2, 2) * (1 + 0.94);
  CHECK(tests.count(Counter::DrugTests, first + later));
  CHECK(tests.count(Counter::PositiveTests, positive * first + 0.12 * later));
  const TrialShares reviews{model_of(
      program + more,
      {"levels.iop.treatment_time=30 d", "levels.iop.drug_tests={every: 1000 d, positive: 0.5}"})};
  const double all = 0.86 + 0.08 + 0.1;
  CHECK(reviews.share("up", 0.08 / all + 0.86 / all * 0.04));
  CHECK(reviews.share("end", 0.86 / all * 0.86));
}

TEST_CASE("reviews: a window counts those in it and nobody held is reviewed") {
  const std::vector<std::string> sets{
      "levels.iop={places: unlimited, treatment_time: 60 d, reviews: {every: 14 d}, drug_tests: "
      "{every: 7 d, positive: 1}, to: end}",
      "run.warm_up=20 d",
      "run.horizon=50 d"};
  const Model model = model_of(program, sets);
  const Observations all = models::Simulator{model}.run(0);
  CHECK(observed(model, all, "iop")[Counter::Reviews] == 2 * people);    // days 28 and 42
  CHECK(observed(model, all, "iop")[Counter::DrugTests] == 5 * people);  // 21, 28, 35, 42 and 49
  CHECK(observed(model, all, "iop")[Counter::PositiveTests] == 5 * people);
  const Model held = model_of(
      program,
      {"levels.iop={places: unlimited, treatment_time: 20 d, reviews: {every: 14 d}, hold: "
       "until_placed, to: full}",
       "levels.full={places: {beds: 1}, treatment_time: 5000 d, to: end}",
       "run.horizon=100 d"});
  CHECK(observed(held, models::Simulator{held}.run(0), "iop")[Counter::Reviews] == people);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
