#include "sim/distributions/beta_pert.hpp"
#include "sim/distributions/distribution.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// What people attended at one level changes how they leave the next state.
namespace stepdown::tests {
namespace {

using models::Model;
using models::Observations;

constexpr int replications = 40;
constexpr double dropout = 0.3;

/// referrals --> [iop: unlimited] --> [op: unlimited] -- planned .7 --> (left)
///                attends A                           -- dropout .3 --> (lost)
///
/// Whoever attended 75 % at `iop` has half the odds of dropping out of `op`; about 400 stays.
Model model_with(const std::string& attendance, const std::vector<std::string>& sets = {}) {
  return model_of(R"(
schema: 1
name: Attendance
start: 2026-01-05
run: {warm_up: 60 d, horizon: 260 d, replications: 1, seed: 11}
attributes:
  profile: {alcohol: 0.5, opioid: 0.5}
levels:
  iop: {places: unlimited, treatment_time: 10 d, to: op, attendance: )" +
                      attendance + R"(}
  op:
    places: unlimited
    treatment_time: 10 d
    exits: {planned: {probability: 0.7, to: left}, dropout: {probability: 0.3, to: lost}}
outcomes: [left, lost]
arrivals:
  referrals: {poisson: {rate: 2 /d}, to: iop}
effects:
  attended: {when: {attendance: ">= 0.75"}, state: op, reason: dropout, odds_ratio: 0.5, source: assumption}
  opioid: {when: {profile: opioid}, state: iop, attendance_ratio: 0.8, source: assumption}
)",
                  sets);
}

/// The share of the stays in `op` that end by dropping out, in each replication.
std::vector<double> dropout_shares(const Model& model) {
  return each(observe(model, replications), [&model](const Observations& observations) {
    const auto& exits = observed(model, observations, "op").exits;
    REQUIRE(exits.size() == 2);
    const auto planned = static_cast<double>(exits[0].count());
    const auto dropped = static_cast<double>(exits[1].count());
    return dropped / (planned + dropped);
  });
}

/// The dropout share when so many have half the odds.
double expected_share(double attending) {
  const double halved = 0.5 * dropout / (0.5 * dropout + 1 - dropout);
  return attending * halved + (1 - attending) * dropout;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("attendance: sessions attended change the odds of dropping out as stated") {
  // 40 replications of about 400 stays: standard error 0.003 of a share of 0.25
  const Model model = model_with("{mean: 0.8, sd: 0.15}");
  const sim::Distribution beta = sim::BetaPert{.low = 0, .mode = 0.947, .high = 1, .weight = 4.111};
  const double alcohol = sim::survival(beta, 0.75);
  const double opioid = sim::survival(beta, 0.75 / 0.8);
  const auto shares = dropout_shares(model);
  CHECK(check_mean(shares, expected_share((alcohol + opioid) / 2)));
  CHECK_FALSE(check_mean(shares, expected_share(0)));
  CHECK_FALSE(check_mean(shares, expected_share(1)));
}

TEST_CASE("attendance: a plain share is the same for everybody") {
  // 0.9 reaches 0.75, and 0.9 x 0.8 = 0.72 does not
  const auto shares = dropout_shares(model_with("0.9"));
  CHECK(check_mean(shares, expected_share(0.5)));
  CHECK_FALSE(check_mean(shares, expected_share(1)));
}

TEST_CASE("attendance: a share given an attribute is that of the person") {
  const auto shares = dropout_shares(
      model_with("{given: profile, alcohol: 0.5, opioid: 1}", {"effects.opioid.on=false"}));
  CHECK(check_mean(shares, expected_share(0.5)));
  CHECK_FALSE(check_mean(shares, expected_share(0)));
}

TEST_CASE("attendance: without effects it changes nothing") {
  const auto shares = dropout_shares(model_with("{mean: 0.8, sd: 0.15}", {"effects.strength=0"}));
  CHECK(check_mean(shares, dropout));
  CHECK_FALSE(check_mean(shares, expected_share(0.5)));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
