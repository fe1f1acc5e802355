#include "analysis/experiments/compare_economics.hpp"
#include "analysis/experiments/run_model.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <Eigen/Dense>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

// What people cost and gain against Markov chains with rewards, and the cost of a year of life
// against a published model.
namespace stepdown::tests {
namespace {

using analysis::ComparedScenario;
using models::Model;
using models::Observations;
using models::PersonEconomics;
using models::PersonMoments;

// residential, iop, home, recovered; the fifth, died, is the rest
const std::string pathway = R"(
schema: 1
name: Costs and health without limits
start: 2026-01-05
run: {warm_up: 0 d, horizon: 1640 d, replications: 40}
levels:
  residential:
    places: unlimited
    treatment_time: {exponential: {mean: 25 d}}
    to: {iop: 0.5, home: 0.45, died: 0.05}
    costs: {a_day: 120, an_admission: 300}
    utility: 0.55
  iop:
    places: unlimited
    treatment_time: {exponential: {mean: 42 d}}
    to: {residential: 0.2, home: 0.8}
    costs: {a_day: 35, an_admission: 90}
    utility: 0.7
community:
  home:
    time: {exponential: {mean: 90 d}}
    to: {residential: 0.5, recovered: 0.4, died: 0.1}
    costs: {a_day: 12}
    utility: 0.8
outcomes: {recovered: {utility: 0.9}, died: {}}
arrivals:
  referrals: {poisson: {rate: 2 /d}, to: {residential: 0.7, iop: 0.3}}
economics: {followed_for: 3 y}
)";

/// exp(matrix), by its series after halving it often enough.
Eigen::MatrixXd exponential(Eigen::MatrixXd matrix) {
  constexpr int halvings = 20;
  matrix /= std::pow(2.0, halvings);
  Eigen::MatrixXd term = Eigen::MatrixXd::Identity(matrix.rows(), matrix.cols());
  Eigen::MatrixXd sum = term;
  constexpr int terms = 12;
  for (int k = 1; k <= terms; ++k) {
    term = term * matrix / k;
    sum += term;
  }
  for (int i = 0; i < halvings; ++i)
    sum = (sum * sum).eval();
  return sum;
}

/// The chain of `pathway`, a day.
struct Chain {
  Eigen::Matrix4d rates = Eigen::Matrix4d::Zero();  ///< those who die leave
  Eigen::Vector4d begin{0.7, 0.3, 0, 0};

  Chain() {
    rates.row(0) << -1, 0.5, 0.45, 0;
    rates.row(0) /= 25;
    rates.row(1) << 0.2, -1, 0.8, 0;
    rates.row(1) /= 42;
    rates.row(2) << 0.5, 0, -1, 0.4;
    rates.row(2) /= 90;
  }

  /// Expected integral of the reward of a day over so many days, discounted by so much a year.
  [[nodiscard]] double reward(const Eigen::Vector4d& a_day, double days, double discount) const {
    const double decay = std::log(1 + discount) / 365;
    Eigen::MatrixXd both = Eigen::MatrixXd::Zero(5, 5);
    both.topLeftCorner(4, 4) = rates - decay * Eigen::Matrix4d::Identity();
    both.topRightCorner(4, 1) = a_day;
    return begin.dot(exponential(both * days).topRightCorner(4, 1).col(0));
  }
  /// The same of what is paid at each admission, to residential and to iop.
  [[nodiscard]] double paid(double residential, double iop, double days, double discount) const {
    const Eigen::Vector4d a_day{
        rates(0, 1) * iop, rates(1, 0) * residential, rates(2, 0) * residential, 0};
    return begin(0) * residential + begin(1) * iop + reward(a_day, days, discount);
  }
};

/// A mean over people of each replication.
std::vector<double> means(const std::vector<Observations>& runs,
                          PersonMoments PersonEconomics::*moments) {
  return each(runs, [&](const Observations& seen) {
    const PersonEconomics& people = seen.outcomes.cells.front().economics;
    return (people.*moments).sum / static_cast<double>(people.followed);
  });
}

void check_against_chain(double discount) {
  const std::string rate = fmt::format("{} %/y", 100 * discount);
  const Model model =
      model_of(pathway, {"economics.discount_costs=" + rate, "economics.discount_health=" + rate});
  const std::vector<Observations> runs = observe(model, model.replications);
  const double days = 3 * 365;
  const Chain chain;
  const double cost =
      chain.reward({120, 35, 12, 0}, days, discount) + chain.paid(300, 90, days, discount);
  const double qalys = chain.reward({0.55, 0.7, 0.8, 0.9}, days, discount) / 365;
  const double years = chain.reward({1, 1, 1, 1}, days, discount) / 365;
  CHECK(check_mean(means(runs, &PersonEconomics::cost), cost));
  CHECK(check_mean(means(runs, &PersonEconomics::qalys), qalys));
  CHECK(check_mean(means(runs, &PersonEconomics::life_years), years));
  CHECK(check_mean(means(runs, &PersonEconomics::net_benefit), 50000 * qalys - cost));
  CHECK_FALSE(check_mean(means(runs, &PersonEconomics::cost), 1.03 * cost));
  CHECK_FALSE(check_mean(means(runs, &PersonEconomics::qalys), 1.03 * qalys));
}

// The model of Chancellor, Hill, Sabin, Simpson and Youle (1997), Modelling the cost effectiveness
// of lamivudine/zidovudine combination therapy in HIV infection, PharmacoEconomics 12, 54; as in
// Briggs, Claxton and Sculpher (2006), Decision Modelling for Health Economic Evaluation, exercise
// 2.5: yearly cycles, of which the costs count at their begin, 20 of them from the end of the first
// year on; costs discounted by 6 %, years of life not.
constexpr double relative_risk = 0.509;
constexpr double zidovudine = 2278;
constexpr double lamivudine = 2086.5;
constexpr int cycles = 20;
/// Stages of the disease A, B and C, and death: people seen to go from one to the other in a year.
constexpr std::array<std::array<double, 4>, 3> seen{
    {{1251, 350, 116, 17}, {0, 731, 512, 15}, {0, 0, 1312, 437}}};
constexpr std::array<double, 3> cost_of_stage{1701 + 1055, 1774 + 1278, 6948 + 2059};

/// Shares of where people of a stage are a year later.
std::array<double, 4> next_year(std::size_t stage, bool is_combined) {
  double all = 0;
  for (const double people : seen.at(stage))
    all += people;
  std::array<double, 4> shares{};
  double gone = 0;
  for (std::size_t to = stage + 1; to < 4; ++to) {
    shares.at(to) = seen.at(stage).at(to) / all * (is_combined ? relative_risk : 1);
    gone += shares.at(to);
  }
  shares.at(stage) = 1 - gone;
  return shares;
}

struct CostAndYears {
  double cost = 0;
  double years = 0;
};

/// The cohort, as the book has it; combined therapy for the first two cycles, if at all.
CostAndYears cohort(bool is_combined) {
  std::array<double, 4> people{1, 0, 0, 0};
  CostAndYears sum;
  for (int cycle = 1; cycle <= cycles; ++cycle) {
    const bool both = is_combined && cycle <= 2;
    std::array<double, 4> next{0, 0, 0, people[3]};
    for (std::size_t from = 0; from < 3; ++from)
      for (std::size_t to = 0; to < 4; ++to)
        next.at(to) += people.at(from) * next_year(from, both).at(to);
    people = next;
    for (std::size_t stage = 0; stage < 3; ++stage) {
      const double cost = cost_of_stage.at(stage) + zidovudine + (both ? lamivudine : 0);
      sum.cost += people.at(stage) * cost / std::pow(1.06, cycle);
      sum.years += people.at(stage);
    }
  }
  return sum;
}

/// One stage as a level in which everybody stays for a year. `tag` names the cycle where it counts.
std::string level(std::size_t stage,
                  const std::string& tag,
                  const std::string& next_tag,
                  bool is_next_combined,
                  double cost) {
  const std::string names = "abc";
  const auto shares = next_year(stage, is_next_combined);
  std::string to;
  for (std::size_t next = stage; next < 4; ++next)
    to += fmt::format("{}{}: {:.17g}",
                      to.empty() ? "" : ", ",
                      next == 3 ? "died" : names.substr(next, 1) + next_tag,
                      shares.at(next));
  return fmt::format(
      "  {}{}: {{places: unlimited, treatment_time: 1 y, to: {{{}}}, costs: {{an_admission: {}}}, "
      "utility: {}}}\n",
      names[stage],
      tag,
      to,
      cost,
      cost > 0 ? 1 : 0);
}

std::string hiv_program(bool is_combined) {
  std::string levels = level(0, "0", is_combined ? "1" : "", is_combined, 0);
  const std::array<std::string, 3> tags{"1", "2", ""};
  for (std::size_t cycle = is_combined ? 0 : 2; cycle < 3; ++cycle)
    for (std::size_t stage = 0; stage < 3; ++stage)
      levels += level(stage,
                      tags.at(cycle),
                      cycle == 0 ? "2" : "",
                      cycle == 0,
                      cost_of_stage.at(stage) + zidovudine + (cycle < 2 ? lamivudine : 0));
  return "schema: 1\nname: HIV\nstart: 2026-01-05\ncurrency: GBP\n"
         "run: {warm_up: 0 d, horizon: 22 y, replications: 40}\nlevels:\n" +
         levels +
         "outcomes: [died]\n"
         "arrivals: {all: {scheduled: {every: 40 y, first: 0 d}, batch: {400: 1}, to: a0}}\n"
         "economics: {followed_for: 21 y, discount_costs: 6 %/y, willingness_to_pay: [20000]}\n";
}

ComparedScenario simulated(const std::string& name, const std::string& yaml) {
  Model model = model_of(yaml);
  auto summary = analysis::run_model(model, {.threads = 2});
  REQUIRE(summary);
  return {name, std::move(model), std::move(*summary)};
}

TEST_SUITE_BEGIN("validation");

TEST_CASE("economics: a pathway without limits costs and gains what an absorbing chain does") {
  check_against_chain(0);
}

TEST_CASE("economics: the same discounted") {
  check_against_chain(0.2);
}

TEST_CASE("economics: the cohort of the published HIV model has the published results") {
  const CostAndYears one = cohort(false);
  const CostAndYears both = cohort(true);
  CHECK(std::round(one.cost) == 44663);
  CHECK(std::round(both.cost) == 50602);
  CHECK(both.years == doctest::Approx(8.937).epsilon(0.0001));
  CHECK(std::round((both.cost - one.cost) / (both.years - one.years)) == 6276);
}

TEST_CASE("economics: people of the published HIV model have its cost of a year of life") {
  std::vector<ComparedScenario> scenarios;
  scenarios.push_back(simulated("zidovudine", hiv_program(false)));
  scenarios.push_back(simulated("with lamivudine", hiv_program(true)));
  const auto compared = analysis::compare_economics(scenarios);
  REQUIRE(compared);
  REQUIRE(compared->why_none.empty());
  const CostAndYears one = cohort(false);
  const CostAndYears both = cohort(true);
  CHECK(check_mean(compared->scenarios[0].cost, one.cost));
  CHECK(check_mean(compared->scenarios[0].health, one.years));
  CHECK(check_mean(compared->scenarios[1].cost, both.cost));
  CHECK(check_mean(compared->scenarios[1].health, both.years));
  const analysis::Increment& increment = compared->increments.front();
  CHECK(increment.verdict == analysis::Verdict::CostsMoreGainsMore);
  REQUIRE(increment.ratio);
  REQUIRE(increment.ratio_interval);
  const double published = 6276;
  CHECK(increment.ratio_interval->low < published);
  CHECK(increment.ratio_interval->high > published);
  CHECK(increment.ratio_interval->half_width() < 700);
  // the linear form of the ratio, whose error is plain
  std::vector<double> left;
  for (std::size_t r = 0; r < compared->scenarios[0].cost.size(); ++r)
    left.push_back(compared->scenarios[1].cost[r] - compared->scenarios[0].cost[r] -
                   published *
                       (compared->scenarios[1].health[r] - compared->scenarios[0].health[r]));
  CHECK(check_mean(left, 0));
  CHECK(increment.net_benefit.front().figure.paired.difference ==
        doctest::Approx(20000 * increment.qalys.paired.difference -
                        increment.cost.paired.difference));
  CHECK(compared->frontier[1].ratio.value() == doctest::Approx(*increment.ratio));
  for (const analysis::Acceptability& at : compared->curve) {
    if (at.willingness == 0) CHECK(at.probability[0] > 0.999);
    if (at.willingness == 20000) CHECK(at.probability[1] > 0.999);
  }
}

TEST_CASE("economics: what counts otherwise is not compared") {
  std::vector<ComparedScenario> scenarios;
  const std::vector<std::string> brief{"run.replications=3", "run.horizon=200 d"};
  const auto with = [&](std::vector<std::string> sets) {
    sets.insert(sets.end(), brief.begin(), brief.end());
    Model model = model_of(pathway, sets);
    auto summary = analysis::run_model(model, {});
    return ComparedScenario{"one", std::move(model), std::move(*summary)};
  };
  scenarios.push_back(with({"economics.followed_for=90 d"}));
  scenarios.push_back(with({"economics.followed_for=60 d"}));
  CHECK(analysis::compare_economics(scenarios)->why_none ==
        "they follow people for different times");
  scenarios[1] = with({"economics.followed_for=90 d", "economics.discount_costs=3 %/y"});
  CHECK(analysis::compare_economics(scenarios)->why_none == "their discounts differ");
  scenarios[1] = with({"economics.followed_for=90 d"});
  const auto same = analysis::compare_economics(scenarios);
  CHECK(same->why_none.empty());
  CHECK(same->increments.front().verdict == analysis::Verdict::NoDifference);
  CHECK_FALSE(same->increments.front().ratio);
  CHECK(same->curve.front().probability == std::vector{0.5, 0.5});
  scenarios[0] = with({"economics.followed_for=300 d"});
  scenarios[1] = with({"economics.followed_for=300 d"});
  CHECK(analysis::compare_economics(scenarios)->why_none.starts_with("hardly anybody"));
  scenarios[1].model.economics.reset();
  CHECK_FALSE(analysis::compare_economics(scenarios));
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
