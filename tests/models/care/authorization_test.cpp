#include "tests/models/care/trial_shares.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <vector>

// Authorized days: how often more are asked for, and when they are refused.
namespace stepdown::tests {
namespace {

using models::Counter;
using models::Length;
using models::Model;
using models::Observations;

// Everybody comes at once; whoever is not sent away stays for 3000 d.
const std::string program = R"(
schema: 1
name: Authorized days
start: 2026-01-05
run: {warm_up: 0 d, horizon: 4000 d, replications: 1}
report_by: [payer]
attributes:
  payer: {medicaid: 0.5, private: 0.5}
levels:
  php:
    places: unlimited
    authorization: {days: 14 d, more: 7 d}
    treatment_time: 3000 d
    exits:
      payer_ended: {at_renewal: 0.2, to: out}
      complete: {probability: 1, to: end}
outcomes: [out, end]
arrivals:
  all: {scheduled: {every: 10000 d, first: 0 d}, batch: {1000: 1}, to: php}
)";

TEST_SUITE_BEGIN("unit");

TEST_CASE("authorized days: more are asked for until they are refused") {
  const TrialShares seen{model_of(program)};
  CHECK(seen.share("out", 1));
  CHECK(check_mean(each(seen.all,
                        [&](const Observations& o) {
                          return observed(seen.model, o, "php")[Length::Stay].mean();
                        }),
                   14 + 7 * (1 / 0.2 - 1)));
  CHECK(seen.count(Counter::Renewals, 1 / 0.2));
  CHECK(seen.count(Counter::RenewalsRefused, 1));
  for (const Observations& o : seen.all) {
    const auto& php = observed(seen.model, o, "php");
    CHECK(14 * people + 7 * (static_cast<double>(php[Counter::Renewals]) - people) ==
          doctest::Approx(php.stay_treated.days()));
  }
}

TEST_CASE("authorized days: treatment that ends when they do ends without a request") {
  // asked on days 14 and 21
  const TrialShares seen{model_of(program, {"levels.php.treatment_time=28 d"})};
  CHECK(seen.share("out", 0.2 + 0.8 * 0.2));
  CHECK(seen.share("end", 0.8 * 0.8));
  CHECK(seen.count(Counter::Renewals, 1.8));
  CHECK(seen.count(Counter::RenewalsRefused, 0.36));
  const TrialShares after{
      model_of(program, {"levels.php.treatment_time=28 d", "run.warm_up=20 d"})};
  CHECK(after.count(Counter::Renewals, 0.8));
  CHECK(after.count(Counter::RenewalsRefused, 0.16));
}

TEST_CASE("authorized days: payers grant as many as each of them does") {
  const TrialShares seen{
      model_of(program,
               {"levels.php.authorization={days: {given: payer, medicaid: 30 d, private: 7 d}}",
                "levels.php.exits.payer_ended.at_renewal={given: payer, medicaid: 0.5, private: "
                "0.25}"})};
  CHECK(seen.stay_of(0, 30 / 0.5));
  CHECK(seen.stay_of(1, 7 / 0.25));
}

TEST_CASE("authorized days: whoever is refused by one payer only goes on with the other") {
  const TrialShares seen{
      model_of(program,
               {"levels.php.treatment_time=20 d",
                "levels.php.exits.payer_ended.at_renewal={given: payer, medicaid: 0, "
                "private: 1}"})};
  CHECK(seen.stay_of(0, 20));
  CHECK(seen.stay_of(1, 14));
}

TEST_CASE("authorized days: exits at renewals need them and they last for a day at least") {
  CHECK(refusal_of(program, {"levels.php.authorization={days: 12 h, more: 7 d}"})
            .find("levels.php.authorization.days: expected at least 1 d") != std::string::npos);
  CHECK(refusal_of(program,
                   {"levels.php={places: unlimited, treatment_time: 20 d, exits: {a: "
                    "{probability: 1, to: end}, b: {at_renewal: 0.2, to: out}}}"})
            .find("levels.php.exits.b.at_renewal: expected 'authorization' of the level, which say "
                  "when; got none") != std::string::npos);
  CHECK(refusal_of(program, {"levels.php.authorization.days={given: payer, medicaid: 14 d}"})
            .find("expected a case for each value of 'payer', got none for 'private'") !=
        std::string::npos);
}

// Somebody comes at each midnight; from day 3 on two days are authorized at first instead of five.
const std::string from_day_3 = R"(
schema: 1
name: Fewer days
start: 2026-01-05
run: {warm_up: 0 d, horizon: 10 d, replications: 1}
levels:
  php:
    places: unlimited
    authorization: {days: 5 d, more: 3 d}
    treatment_time: 3000 d
    exits:
      payer_ended: {at_renewal: 1, to: out}
      complete: {probability: 1, to: end}
outcomes: [out, end]
arrivals:
  all: {scheduled: {every: 1 d, first: 0 d}, to: php}
changes:
  2026-01-08: {levels.php.authorization.days: 2 d}
)";

TEST_CASE("authorized days: stays that begin from a date on have those of the date") {
  const Model model = model_of(from_day_3);
  const Observations refused = observe(model, 1).front();
  const auto& php = observed(model, refused, "php");
  CHECK(php[Length::Stay].mean() == doctest::Approx((3 * 5 + 5 * 2) / 8.0));
  CHECK(php[Counter::Renewals] == 8);
  CHECK(php[Counter::RenewalsRefused] == 8);
}

// Who came on day 0, 1, 2 asks on 5 and 8, 6 and 9, 7; on day 3 to 7: on 5 and 8, 6 and 9, 7, 8, 9.
TEST_CASE("authorized days: each stay asks as its own days run out") {
  const Model model = model_of(from_day_3, {"levels.php.exits.payer_ended.at_renewal=0"});
  const Observations granted = observe(model, 1).front();
  const auto& php = observed(model, granted, "php");
  CHECK(php[Counter::Renewals] == 12);
  CHECK(php[Counter::RenewalsRefused] == 0);
}

TEST_CASE("authorized days: they do not come on a date") {
  const std::string found =
      refusal_of(from_day_3,
                 {"levels.php={places: unlimited, treatment_time: 30 d, to: end}",
                  "changes={2026-01-08: {levels.php.authorization: {days: 2 d}}}"});
  CHECK(found.find("stays are authorized all the time or never; for how many days does change") !=
        std::string::npos);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
