#include "analysis/measure/measure.hpp"
#include "analysis/measure/moves.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

// Money against a sheet of paper.
namespace stepdown::tests {
namespace {

using analysis::Measurement;
using models::Model;
using models::Observations;

// Ten days, nobody waits:
//   medicaid  comes on day 0, 4, 8: residential 0-3, 4-7, 8-; iop 3-5.5, 7-9.5; home 5.5-7.5, 9.5-
//   private   comes on day 1, 6:    residential 1-4, 6-9;     iop 4-6.5, 9-;    home 6.5-8.5
const std::string program = R"(
schema: 1
name: Money
start: 2026-01-05
run: {warm_up: 0 d, horizon: 10 d, replications: 2}
report_by: [sex, payer]
attributes:
  payer: {medicaid: 0.6, private: 0.4}
  sex: {female: 0.5, male: 0.5}
levels:
  residential:
    places: {beds: 2}
    treatment_time: 3 d
    to: iop
    prices:
      a_day: {given: payer, medicaid: 226.35, private: 310.10}
      an_admission: 192.57
    costs: {a_year: 36500, a_place_day: 60, a_day: 40, an_admission: 30}
  iop:
    places: unlimited
    treatment_time: 60 h
    to: home
    prices: {a_day: {given: payer, medicaid: 169.52, private: 140}, days_a_week: 3.5}
    costs: {a_year: 73000, a_day: 12}
community:
  home: {time: 2 d, to: recovered, costs: {a_day: 9}}
outcomes: [recovered]
arrivals:
  public:
    scheduled: {every: 4 d, first: 0 d}
    attributes: {payer: {medicaid: 1, private: 0}}
    to: residential
  own:
    scheduled: {every: 5 d, first: 1 d}
    attributes: {payer: {medicaid: 0, private: 1}}
    to: residential
)";

/// All figures of the first replication.
std::vector<Measurement> figures_of(const Model& model) {
  const Observations seen = observe(model, 1).front();
  return analysis::measure(model, analysis::possible_moves(model), seen).figures;
}

const Measurement* find(const std::vector<Measurement>& figures,
                        const std::string& metric,
                        const std::string& state,
                        const std::string& group) {
  const auto found = std::ranges::find_if(figures, [&](const Measurement& one) {
    return one.metric == metric && one.state == state && one.group == group;
  });
  return found == figures.end() ? nullptr : &*found;
}

struct Line {
  std::string metric;
  std::string state;
  std::string group;
  double amount = 0;
};

TEST_SUITE_BEGIN("unit");

TEST_CASE("money: ten days come out to the cent as on a sheet of paper") {
  const std::vector<Line> sheet{
      // residential: 3 + 3 + 2 days of medicaid, 3 + 3 of private; 3 and 2 admissions
      {"revenue", "residential", "payer=medicaid", 8 * 226.35 + 3 * 192.57},  // 2388.51
      {"revenue", "residential", "payer=private", 6 * 310.10 + 2 * 192.57},   // 2245.74
      {"revenue", "residential", "all", 4634.25},
      {"variable_cost", "residential", "payer=medicaid", 8 * 40 + 3 * 30},
      {"variable_cost", "residential", "all", 14 * 40 + 5 * 30},           // 710
      {"contribution", "residential", "payer=private", 2245.74 - 300.00},  // 6 * 40 + 2 * 30
      {"contribution", "residential", "all", 3924.25},
      {"cost", "residential", "all", 1000 + 2 * 10 * 60 + 710},  // 2910
      {"margin", "residential", "all", 1724.25},
      // iop: 2.5 + 2.5 days of medicaid, 2.5 + 1 of private, half of them paid
      {"revenue", "iop", "payer=medicaid", 423.80},
      {"revenue", "iop", "payer=private", 245.00},
      {"revenue", "iop", "all", 668.80},
      {"cost", "iop", "all", 2000 + 8.5 * 12},  // 2102
      {"margin", "iop", "all", -1433.20},
      // home: 2 + 0.5 days of medicaid, 2 of private
      {"cost", "home", "all", 4.5 * 9},
      {"variable_cost", "home", "payer=medicaid", 22.50},
      {"margin", "home", "all", -40.50},
      {"revenue", "all", "all", 5303.05},
      {"revenue", "all", "payer=private", 2490.74},
      {"variable_cost", "all", "payer=medicaid", 492.50},  // 410 + 60 + 22.50
      {"contribution", "all", "all", 4450.55},             // 3924.25 + 566.80 - 40.50
      {"cost", "all", "all", 5052.50},
      {"margin", "all", "all", 250.55},
  };
  const std::vector<Measurement> figures = figures_of(model_of(program));
  for (const Line& line : sheet) {
    CAPTURE(line.metric);
    CAPTURE(line.state);
    CAPTURE(line.group);
    const Measurement* const found = find(figures, line.metric, line.state, line.group);
    REQUIRE(found != nullptr);
    CHECK(found->statistic == "per_year");
    CHECK(found->value.value() * 10 / 365 == doctest::Approx(line.amount).epsilon(1e-12));
  }
}

TEST_CASE("money: what has to be carried sets the census that breaks even") {
  const std::vector<Measurement> figures = figures_of(model_of(program));
  // mean census x what it has to carry / what it brings in
  CHECK(find(figures, "break_even_census", "residential", "all")->value.value() ==
        doctest::Approx(1.4 * 2200 / 3924.25).epsilon(1e-12));
  CHECK(find(figures, "break_even_census", "iop", "all")->value.value() ==
        doctest::Approx(0.85 * 2000 / 566.80).epsilon(1e-12));
  CHECK(find(figures, "break_even_census", "home", "all") == nullptr);
  const std::vector<Measurement> dear =
      figures_of(model_of(program, {"levels.iop.costs.a_day=90"}));
  const Measurement* const never = find(dear, "break_even_census", "iop", "all");
  REQUIRE(never != nullptr);
  CHECK_FALSE(never->value.has_value());
}

TEST_CASE("money: cost is shared by those admitted and by those who recover") {
  const std::vector<Measurement> figures = figures_of(model_of(program));
  const Measurement* const person = find(figures, "cost_per_person", "all", "all");
  REQUIRE(person != nullptr);
  CHECK(person->value.value() == doctest::Approx(5052.50 / 5).epsilon(1e-12));
  CHECK(person->n == 5);
  const Measurement* const recovery = find(figures, "cost_per_recovery", "all", "all");
  REQUIRE(recovery != nullptr);
  CHECK(recovery->value.value() == doctest::Approx(5052.50 / 2).epsilon(1e-12));
  CHECK(recovery->n == 2);
}

TEST_CASE("money: only people with one price each are told apart") {
  const std::vector<Measurement> figures = figures_of(model_of(program));
  CHECK(find(figures, "revenue", "iop", "sex=female") == nullptr);
  CHECK(find(figures, "margin", "iop", "payer=private") == nullptr);
  const std::vector<Measurement> plain = figures_of(
      model_of(program, {"levels.iop.prices.a_day=100", "levels.residential.prices.a_day=200"}));
  const auto revenue = [&](const std::string& group) {
    const Measurement* const found = find(plain, "revenue", "all", group);
    return found == nullptr ? -1 : found->value.value() * 10 / 365;
  };
  CHECK(revenue("all") == doctest::Approx(14 * 200 + 5 * 192.57 + 8.5 * 50).epsilon(1e-12));
  CHECK(revenue("sex=female") + revenue("sex=male") == doctest::Approx(revenue("all")));
  CHECK(revenue("payer=private") == doctest::Approx(6 * 200 + 2 * 192.57 + 3.5 * 50));
}

TEST_CASE("money: without prices and costs there are no such figures") {
  const Model model = model_of(R"(
schema: 1
name: No money
start: 2026-01-05
run: {warm_up: 0 d, horizon: 10 d, replications: 1}
levels: {php: {places: {slots: 2}, treatment_time: 3 d, to: left}}
outcomes: [left]
arrivals: {referrals: {scheduled: {every: 2 d}, to: php}}
)");
  CHECK_FALSE(model.money.has_value());
  for (const Measurement& one : figures_of(model))
    for (const char* const metric : {"revenue", "cost", "margin", "break_even_census"})
      CHECK(one.metric != metric);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
