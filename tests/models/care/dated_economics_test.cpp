#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

// What people cost and gain by prices, costs and utilities that change on dates, by hand.
namespace stepdown::tests {
namespace {

using models::PersonEconomics;

// One person: residential on days 0 to 10, iop 10 to 20, then home; followed for 40 days.
const std::string one_person = R"(
schema: 1
name: One person
start: 2026-01-05
run: {warm_up: 0 d, horizon: 50 d, replications: 1}
levels:
  residential:
    places: unlimited
    treatment_time: 10 d
    to: iop
    costs: {a_day: 100, an_admission: 300}
    utility: 0.5
  iop:
    places: unlimited
    treatment_time: 10 d
    to: home
    costs: {a_day: 30, an_admission: 90}
    utility: 0.6
community:
  home: {time: 100 d, to: iop, costs: {a_day: 2}, utility: 0.8}
arrivals:
  ana: {scheduled: {every: 400 d, first: 0 d}, to: residential}
economics: {followed_for: 40 d}
)";
// On days 5, 10 and 25.
const std::string on_dates = R"(changes:
  2026-01-10:
    levels.residential.costs.a_day: 120
    levels.residential.costs.an_admission: 999
    levels.residential.utility: 0.4
  2026-01-15: {levels.iop.costs.an_admission: 50}
  2026-01-30:
    community.home.costs.a_day: 3
    community.home.utility: 0.9
)";

PersonEconomics seen_of(const std::string& yaml, const std::vector<std::string>& sets = {}) {
  const models::Model model = model_of(yaml, sets);
  return observe(model, 1).front().outcomes.cells.front().economics;
}

doctest::Approx about(double expected) {
  return doctest::Approx(expected).epsilon(1e-12);
}

/// Days from `from` to `to` after arrival, each worth so much less by the discount of a year.
double days_between(double from, double to, double discount) {
  const double decay = std::log1p(discount) / 365;
  return (std::exp(-decay * from) - std::exp(-decay * to)) / decay;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("economics on dates: a person costs and gains by the numbers of each day") {
  const PersonEconomics seen = seen_of(one_person + on_dates);
  REQUIRE(seen.followed == 1);
  CHECK(seen.cost.sum == about(300 + 5 * 100 + 5 * 120 + 50 + 10 * 30 + 5 * 2 + 15 * 3));
  CHECK(seen.qalys.sum == about((5 * 0.5 + 5 * 0.4 + 10 * 0.6 + 5 * 0.8 + 15 * 0.9) / 365));
  CHECK(seen.life_years.sum == about(40 / 365.0));
}

TEST_CASE("economics on dates: the same discounted from arrival on") {
  const PersonEconomics seen =
      seen_of(one_person + on_dates,
              {"economics.discount_costs=20 %/y", "economics.discount_health=5 %/y"});
  const auto days = [](double from, double to) { return days_between(from, to, 0.2); };
  CHECK(seen.cost.sum ==
        about(300 + 100 * days(0, 5) + 120 * days(5, 10) + 50 * std::pow(1.2, -10 / 365.0) +
              30 * days(10, 20) + 2 * days(20, 25) + 3 * days(25, 40)));
  const auto health = [](double from, double to) { return days_between(from, to, 0.05) / 365; };
  CHECK(seen.qalys.sum == about(0.5 * health(0, 5) + 0.4 * health(5, 10) + 0.6 * health(10, 20) +
                                0.8 * health(20, 25) + 0.9 * health(25, 40)));
}

TEST_CASE("economics on dates: care at prices costs those of each day") {
  const PersonEconomics seen =
      seen_of(one_person,
              {"levels.residential.prices={a_day: 200, an_admission: 10, days_a_week: 3.5}",
               "economics.at_prices=true",
               "changes={2026-01-10: {levels.residential.prices.days_a_week: 7}, 2026-01-15: "
               "{levels.iop.prices: {a_day: 70, an_admission: 7}}}"});
  CHECK(seen.cost.sum == about(10 + 5 * 100 + 5 * 200 + 7 + 10 * 70 + 20 * 2));
}

// Two come at once for one bed: the second waits for ten days, at costs that never change.
TEST_CASE("economics on dates: whoever waits is admitted at the costs of the day") {
  const PersonEconomics seen = seen_of(one_person + on_dates,
                                       {"levels.residential.places={beds: 1}",
                                        "arrivals.ana.batch={2: 1}",
                                        "economics.waiting_utility=0.3",
                                        "economics.waiting_cost_a_day=5"});
  REQUIRE(seen.followed == 2);
  // day 10 to 20 in the bed, 20 to 30 in iop
  const double second = 10 * 5 + 999 + 10 * 120 + 50 + 10 * 30 + 10 * 3;
  CHECK(seen.cost.sum == about(1805 + second));
  const double first = 28.0;
  CHECK(seen.qalys.sum == about((first + 10 * 0.3 + 10 * 0.4 + 10 * 0.6 + 10 * 0.9) / 365));
}

TEST_CASE("economics on dates: a place alongside costs what it does on each day") {
  const std::vector<std::string> with_sober{
      "levels.sober={places: unlimited, treatment_time: 1 d, to: home, costs: {a_day: 20}, "
      "utility: "
      "1}",
      "levels.iop.alongside={sober: {share: 1}}"};
  const auto cost_with = [&](const std::string& changes) {
    std::vector<std::string> sets = with_sober;
    sets.push_back("changes={" + changes + "}");
    return seen_of(one_person, sets).cost.sum;
  };
  const double without = 300 + 10 * 100 + 90 + 10 * 30 + 20 * 2;
  CHECK(cost_with("2026-01-20: {levels.sober.costs.a_day: 26}") ==
        about(without + 5 * 20 + 5 * 26));
  CHECK(cost_with("2026-01-20: {levels.iop.costs.a_day: 31}") == about(without + 10 * 20 + 5));
}

TEST_CASE("economics on dates: the same numbers again change nothing to the last bit") {
  const PersonEconomics plain = seen_of(one_person, {"economics.discount_costs=3 %/y"});
  const std::vector<std::string> again{
      "economics.discount_costs=3 %/y",
      "changes={2026-01-10: {levels.residential.costs.a_day: 100, levels.iop.utility: 0.6}}"};
  CHECK(seen_of(one_person, again).cost.sum == plain.cost.sum);
  CHECK(seen_of(one_person, again).qalys.sum == plain.qalys.sum);
  CHECK(model_of(one_person, again).economics->later.empty());
}

TEST_CASE("economics on dates: utilities are there from the start on or never") {
  const std::string found =
      refusal_of(one_person,
                 {"levels.residential={places: unlimited, treatment_time: 10 d, to: iop}",
                  "levels.iop={places: unlimited, treatment_time: 10 d, to: home}",
                  "community.home={time: 100 d, to: iop}",
                  "changes={2026-01-10: {levels.iop.utility: 0.6}}"});
  CHECK(found.find("states have utilities from the start on, which may all be 1, or never") !=
        std::string::npos);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
