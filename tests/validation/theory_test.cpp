#include "analysis/experiments/verification.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/theory/infinite_server.hpp"
#include "tests/support/simulated.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/validation/agreement.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

// The program's own theory against the simulation: the validation pack, the flagship with unlimited
// places, and the census day by day under a busy calendar.
namespace stepdown::tests {
namespace {

using analysis::Verification;
using analysis::VerificationRow;
using analysis::VerificationSystem;
using models::Model;
using models::Observations;

/// Every row as a line of the log, and checked.
void check_rows(const Verification& verification) {
  REQUIRE_FALSE(verification.rows.empty());
  for (const VerificationRow& row : verification.rows) {
    const auto& f = row.figure;
    const std::string what = fmt::format("{} {} {} {} {}",
                                         row.system,
                                         f.theory.state,
                                         f.theory.metric,
                                         f.theory.statistic,
                                         f.theory.group);
    CAPTURE(what);
    CAPTURE(f.simulated.value);
    CAPTURE(*f.theory.value);
    CHECK(verification.agrees(row));
  }
  double largest = 0;
  for (const VerificationRow& row : verification.rows)
    largest = std::max(largest, std::abs(row.figure.z.value_or(0)));
  MESSAGE(fmt::format("{} figures, largest |z| {:.2f}, limit {:.2f}",
                      verification.rows.size(),
                      largest,
                      verification.limit));
}

/// How many figures would be refused if what is exact were wrong by this factor.
std::size_t refused_if_wrong(const Verification& verification, double factor) {
  const auto is_refused = [&](const VerificationRow& row) {
    const auto& f = row.figure;
    return std::abs(f.simulated.value - factor * *f.theory.value) >
           verification.limit * f.simulated.standard_error;
  };
  return static_cast<std::size_t>(
      std::count_if(verification.rows.begin(), verification.rows.end(), is_refused));
}

TEST_SUITE_BEGIN("validation");

// 20 replications. Claim: |z| of every figure is below Student's t with 19 degrees of freedom at
// 0.001 over twice the number of figures (Bonferroni), about 6.5. It would catch most figures that
// are wrong by 10 %: then |z| is 10 % of the figure over its standard error.
TEST_CASE("validation: every system with a known answer agrees with it") {
  analysis::VerificationPlan plan;
  plan.replications = 20;
  plan.threads = 2;
  const Verification verification = analysis::verify(plan);
  check_rows(verification);
  CHECK(verification.failures().empty());
  CHECK(refused_if_wrong(verification, 1.1) > verification.rows.size() * 3 / 4);
  CHECK(refused_if_wrong(verification, 0.9) > verification.rows.size() * 3 / 4);
}

// The Markov chain of the whole pathway against three pathways with holding and one whose holders
// swap: 20 years observed in each of 60 replications.
TEST_CASE("validation: the exact chain agrees with holding and with gridlock swaps") {
  std::vector<VerificationSystem> systems;
  for (const VerificationSystem& system : analysis::verification_systems())
    if (system.name.find("olding") != std::string_view::npos || system.name == "Gridlock")
      systems.push_back(system);
  REQUIRE(systems.size() == 4);
  analysis::VerificationPlan plan;
  plan.replications = 60;
  plan.threads = 2;
  plan.seed = 4;
  const Verification verification = analysis::verify(plan, systems);
  check_rows(verification);
  for (const VerificationRow& row : verification.rows) {
    CHECK(row.figure.theory.method == "Markov chain of the pathway");
    // classical values, each level treating one person in 2 days
    if (row.figure.theory.metric != "admissions") continue;
    if (row.system.starts_with("Tandem of 2"))
      CHECK(*row.figure.theory.value == doctest::Approx(2.0 / 3 * 365 / 2).epsilon(1e-9));
    if (row.system.starts_with("Tandem of 3"))
      CHECK(*row.figure.theory.value == doctest::Approx(22.0 / 39 * 365 / 2).epsilon(1e-9));
  }
  const auto swaps =
      std::find_if(verification.rows.begin(), verification.rows.end(), [](const auto& row) {
        return row.figure.theory.metric == "swaps";
      });
  REQUIRE(swaps != verification.rows.end());
  CHECK(swaps->figure.simulated.value > 10);
  // proof that the checks can fail: figures wrong by 5 % are refused
  CHECK(refused_if_wrong(verification, 1.05) > verification.rows.size() * 3 / 4);
  CHECK(refused_if_wrong(verification, 0.95) > verification.rows.size() * 3 / 4);
}

/// The flagship with unlimited places, from its first day on, nobody's history changing anything.
VerificationSystem unlimited_flagship(std::vector<std::string> more = {}) {
  static const std::string yaml = text_of("scenarios/regional_network.yaml");
  VerificationSystem system{"flagship", "the renewal equations of a whole network", yaml, {}};
  for (const std::string level :
       {"detox", "psychiatric", "residential", "php", "iop", "op", "aftercare"}) {
    system.sets.push_back("levels." + level + ".places=unlimited");
    system.sets.push_back("levels." + level + ".costs.a_place_day=0");
  }
  for (const std::string effect : {"waited_dropout",
                                   "long_care_relapse",
                                   "one_relapse",
                                   "two_relapses",
                                   "dropout_relapse",
                                   "missed_sessions_relapse"})
    system.sets.push_back("effects." + effect + ".on=false");
  system.sets.emplace_back("run.warm_up=0 d");
  system.sets.insert(system.sets.end(), more.begin(), more.end());
  return system;
}

// 40 replications of 5 years, some 35 000 stays each. Census, flows and admissions of every level
// and home, completion, time in care, retention and status of everybody and of each profile.
TEST_CASE("validation: theory of the flagship agrees with unlimited places") {
  analysis::VerificationPlan plan;
  plan.replications = 40;
  plan.threads = 2;
  const Verification verification = analysis::verify(plan, {unlimited_flagship()});
  check_rows(verification);
  const auto has = [&](const std::string& state, const std::string& metric) {
    return std::any_of(verification.rows.begin(), verification.rows.end(), [&](const auto& row) {
      return row.figure.theory.state == state && row.figure.theory.metric == metric;
    });
  };
  for (const std::string level :
       {"detox", "psychiatric", "residential", "php", "iop", "op", "aftercare", "home"}) {
    CAPTURE(level);
    CHECK(has(level, "census"));
    CHECK((has(level, "admissions") || has(level, "entered")));
  }
  CHECK(has("iop", "flow.iop.home"));
  CHECK(has("all", "completion"));
  CHECK(has("all", "days_in_care"));
  CHECK(refused_if_wrong(verification, 1.1) > verification.rows.size() / 2);
}

// Proof that the test above can fail: theory of patients who stay 2 % longer in intensive
// outpatient care is refused by the simulation of those who do not.
TEST_CASE("validation: theory of a slightly different flagship is refused") {
  analysis::VerificationPlan plan;
  plan.replications = 20;
  plan.threads = 2;
  const Verification right = analysis::verify(plan, {unlimited_flagship()});
  const Model wrong =
      model_of(std::string(unlimited_flagship().yaml),
               unlimited_flagship({"levels.iop.exits.planned.treatment_time={lognormal: {median: "
                                   "60 d, mean: 66 d}}"})
                   .sets);
  const analysis::TheoryReport theory = analysis::theory_report(wrong);
  for (const analysis::TheoryFigure& f : theory.figures) {
    if (f.state != "iop" || f.metric != "census" || f.standing != analysis::Standing::Exact)
      continue;
    for (const VerificationRow& row : right.rows) {
      const auto& seen = row.figure;
      if (seen.theory.state != "iop" || seen.theory.metric != "census") continue;
      CHECK(std::abs(seen.simulated.value - *f.value) >
            right.limit * seen.simulated.standard_error);
    }
  }
}

const char* const calendar = R"(
      rate: 2 /d
      weekday: {mon: 1.5, tue: 1.2, wed: 1, thu: 1, fri: 1.3, sat: 0.6, sun: 0.4}
      month: {jan: 1.4, feb: 1.2, mar: 1, apr: 0.8, may: 0.8, jun: 0.8, jul: 1, aug: 1, sep: 1, oct: 1, nov: 1, dec: 1}
      day_of_month: {1-7: 1.3}
)";

Model under_calendar(const std::string& pathway, const std::string& rest = "") {
  return model_of(R"(
schema: 1
name: Busy calendar
start: 2026-01-05
run: {warm_up: 0 d, horizon: 365 d, seed: 11}
)" + pathway + R"(
arrivals:
  referrals:
    poisson:)" + calendar +
                  R"(    to: care
)" + rest);
}

/// Holds the census at the midnight of every day against theory. 800 replications: the standard
/// error of a census of 40 people is sqrt(40 / 800) = 0.22. All days are within Student's t at
/// 0.001 over twice the number of days (4.7 standard errors for 364), and the mean of z^2 over the
/// days is near 1. The same theory a day late, or of one rate all year, must be refused.
void check_every_midnight(const std::string& name, const Model& model, std::size_t level) {
  constexpr int replications = 800;
  const std::vector<Observations> runs = observe(model, replications);
  const auto figures = analysis::infinite_server(model, {.days = 366});
  const std::vector<double>& exact = figures.states[level].midnight;
  const std::size_t days = runs.front().daily[level].census.size();
  REQUIRE(days >= 364);
  const double limit =
      analysis::student_t_quantile(1 - 0.001 / (2 * static_cast<double>(days)), replications - 1);
  double largest = 0;
  double sum_square = 0;
  std::size_t late = 0;
  std::size_t flat = 0;
  std::size_t compared = 0;
  for (std::size_t day = 1; day < days; ++day) {
    if (exact[day] < 1) continue;  // too few people yet for a normal distribution
    ++compared;
    const MeanCheck check = check_mean(
        each(runs, [&](const auto& o) { return static_cast<double>(o.daily[level].census[day]); }),
        exact[day]);
    const auto z = [&](double expected) { return (check.mean - expected) / check.standard_error; };
    largest = std::max(largest, std::abs(z(exact[day])));
    sum_square += z(exact[day]) * z(exact[day]);
    if (std::abs(z(exact[day - 1])) > limit) ++late;
    if (std::abs(z(exact[days - 1])) > limit) ++flat;
  }
  const double mean_square = sum_square / static_cast<double>(compared);
  MESSAGE(
      fmt::format("{}: {} days, largest |z| {:.2f} (limit {:.2f}), mean z^2 {:.2f}; a day late "
                  "refused on {} days, the last day's census on {}",
                  name,
                  days - 1,
                  largest,
                  limit,
                  mean_square,
                  late,
                  flat));
  CHECK(compared > days - 20);
  CHECK(largest < limit);
  CHECK(mean_square < 2);
  CHECK(late > days / 20);
  CHECK(flat > days / 2);
}

TEST_CASE("validation: an unlimited census follows a busy calendar day by day") {
  SUBCASE("lognormal stays") {
    check_every_midnight("lognormal",
                         under_calendar(R"(
levels:
  care: {places: unlimited, treatment_time: {lognormal: {mean: 20 d, cv: 0.9}}, to: done}
outcomes: [done])"),
                         0);
  }
  SUBCASE("competing exits") {
    check_every_midnight("race exits",
                         under_calendar(R"(
attributes:
  profile: {mild: 0.6, severe: 0.4}
levels:
  care:
    places: unlimited
    exits:
      planned: {probability: 1, treatment_time: {gamma: {mean: 30 d, cv: 0.5}}, to: done}
      dropout: {after: {weibull: {mean: 60 d, cv: 1.4}}, to: done}
      authorization: {after: {constant: 28 d}, to: done}
outcomes: [done])",
                                        R"(
effects:
  severe: {when: {profile: severe}, reason: dropout, hazard_ratio: 2, source: test}
)"),
                         0);
  }
  SUBCASE("a level that people come to from another one and return to") {
    check_every_midnight("second level",
                         under_calendar(R"(
levels:
  care: {places: unlimited, treatment_time: {lognormal: {mean: 20 d, cv: 0.9}}, to: {later: 0.7, home: 0.3}}
  later: {places: unlimited, treatment_time: {gamma: {mean: 15 d, cv: 0.4}}, to: home}
community:
  home:
    exits:
      relapse: {after: {weibull: {mean: 100 d, cv: 1.3}}, to: care}
      recovery: {after: {constant: 120 d}, to: recovered}
outcomes: [recovered])"),
                         1);
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
