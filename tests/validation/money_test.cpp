#include "analysis/formulas/fundamental_matrix.hpp"
#include "analysis/measure/measure.hpp"
#include "analysis/measure/moves.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

// Money of a pathway without limits against absorbing chains, and of a large network against its
// own parts.
namespace stepdown::tests {
namespace {

using analysis::Measurement;
using models::Model;
using models::Observations;

// 2 people a day; from `residential` half go down to `iop`, from `iop` 0.2 come back.
const std::string pathway = R"(
schema: 1
name: Money without limits
start: 2026-01-05
run: {warm_up: 1000 d, horizon: 3000 d, replications: 40}
levels:
  residential:
    places: unlimited
    treatment_time: {lognormal: {mean: 25 d, cv: 0.8}}
    to: {iop: 0.5, home: 0.5}
    prices: {a_day: 226.35, an_admission: 192.57}
    costs: {a_year: 400000, a_day: 120, an_admission: 300}
  iop:
    places: unlimited
    treatment_time: {gamma: {mean: 42 d, cv: 1.2}}
    to: {residential: 0.2, home: 0.8}
    prices: {a_day: 169.51, days_a_week: 3}
    costs: {a_day: 35}
community:
  home: {time: {exponential: {mean: 30 d}}, to: {residential: 0.25, recovered: 0.75}, costs: {a_day: 12}}
outcomes: [recovered]
arrivals:
  referrals: {poisson: {rate: 2 /d}, to: {residential: 0.7, iop: 0.3}}
)";

/// One figure of each replication.
std::vector<double> figure_of(const Model& model,
                              const std::vector<Observations>& runs,
                              const std::string& metric,
                              const std::string& state) {
  const analysis::Moves moves = analysis::possible_moves(model);
  return each(runs, [&](const Observations& seen) {
    const auto measured = analysis::measure(model, moves, seen).figures;
    const auto found = std::ranges::find_if(measured, [&](const Measurement& one) {
      return one.metric == metric && one.state == state && one.group == "all";
    });
    return found == measured.end() ? -1.0 : found->value.value_or(-1);
  });
}

TEST_SUITE_BEGIN("validation");

TEST_CASE("money: a pathway without limits earns and costs what an absorbing chain does") {
  const Model model = model_of(pathway);
  const std::vector<Observations> runs = observe(model, model.replications);
  analysis::SquareTable q{3, std::vector<double>(9, 0.0)};  // residential, iop, home
  q(0, 1) = 0.5;
  q(0, 2) = 0.5;
  q(1, 0) = 0.2;
  q(1, 2) = 0.8;
  q(2, 0) = 0.25;
  const auto visits = analysis::fundamental_matrix(q);
  REQUIRE(visits);
  std::array<double, 3> a_year{};  // visits
  for (std::size_t to = 0; to < a_year.size(); ++to)
    a_year.at(to) = 365 * 2 * (0.7 * (*visits)(0, to) + 0.3 * (*visits)(1, to));
  const double residential = a_year[0] * (25 * 226.35 + 192.57);
  const double iop = a_year[1] * 42 * 169.51 * 3 / 7;
  const double cost =
      400000 + a_year[0] * (25 * 120.0 + 300) + a_year[1] * 42 * 35.0 + a_year[2] * 30 * 12.0;
  CHECK(check_mean(figure_of(model, runs, "revenue", "residential"), residential));
  CHECK(check_mean(figure_of(model, runs, "revenue", "iop"), iop));
  CHECK(check_mean(figure_of(model, runs, "cost", "all"), cost));
  CHECK(check_mean(figure_of(model, runs, "margin", "all"), residential + iop - cost));
  CHECK_FALSE(check_mean(figure_of(model, runs, "cost", "all"), 1.02 * cost));
}

TEST_CASE("money: a price that is the same for all pays the same by group and together") {
  const std::string file = "scenarios/regional_network.yaml";
  const std::vector<std::string> shorter{
      "run.warm_up=60 d", "run.horizon=300 d", "report_by=[profile]"};
  const std::string given =
      "{given: profile, alcohol: 200, opioid: 200, stimulant: 200, mental_health: 200}";
  const auto priced = [&](const std::string& price) {
    std::vector<std::string> sets = shorter;
    for (const std::string level : {"detox", "residential", "iop", "op"})
      sets.push_back("levels." + level + ".prices={a_day: " + price + ", an_admission: " + price +
                     "}");
    const Model model = model_of_file(file, sets);
    return figure_of(model, observe(model, 1), "revenue", "all").front();
  };
  const double plain = priced("200");
  CHECK(plain > 0);
  CHECK(priced(given) == doctest::Approx(plain).epsilon(1e-12));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
