#include "sim/time_weighted.hpp"
#include "tests/support/check_mean.hpp"
#include "tests/support/simulated.hpp"

#include <Eigen/Dense>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

// Cohort starts against the exact bulk-service queue.
namespace stepdown::tests {
namespace {

using models::CohortStart;
using models::Headcount;
using models::Length;
using models::Model;
using models::Observations;
using models::StateObservations;

/// Poisson arrivals, and a start every week that takes up to so many of those who wait, all of whom
/// have left by the next; no start if fewer wait than `at_least`.
struct BulkService {
  double per_week = 0;
  int seats = 0;
  int at_least = 1;

  [[nodiscard]] int left_by_start(int waiting) const {
    return waiting < at_least ? waiting : std::max(0, waiting - seats);
  }
};

/// The stationary distribution of how many wait just before a start: that of the chain
/// X' = left(X) + Poisson(rate a week). Cut off far beyond what is ever seen, the rest at the end.
/// Source: Bailey (1954), On queueing processes with bulk service, JRSS B 16(1), whose chain this
/// is; here with a minimum, and solved as linear equations.
Eigen::VectorXd waiting_before_starts(const BulkService& queue) {
  constexpr int states = 120;
  const double rate = queue.per_week;
  Eigen::MatrixXd next = Eigen::MatrixXd::Zero(states, states);
  for (int from = 0; from < states; ++from) {
    const int left = queue.left_by_start(from);
    double p = std::exp(-rate);
    double rest = 1;
    for (int more = 0; left + more < states - 1; ++more) {
      next(from, left + more) = p;
      rest -= p;
      p *= rate / (more + 1);
    }
    next(from, states - 1) += rest;
  }
  Eigen::MatrixXd balance = next.transpose() - Eigen::MatrixXd::Identity(states, states);
  balance.row(0).setOnes();
  Eigen::VectorXd right = Eigen::VectorXd::Zero(states);
  right(0) = 1;
  return balance.partialPivLu().solve(right);
}

Model clinic(const BulkService& queue) {
  return model_of(fmt::format(R"(
schema: 1
name: Bulk service
start: 2026-01-05
run: {{warm_up: 60 wk, horizon: 560 wk, seed: 4}}
levels:
  iop:
    places: {{slots: {}}}
    admission: {{cohort: {{every: 1 wk, at: 9 h, at_least: {}}}}}
    treatment_time: 6 d
    to: out
outcomes: [out]
arrivals:
  calls: {{poisson: {{rate: {} /wk}}, to: iop}}
)",
                              queue.seats,
                              queue.at_least,
                              queue.per_week));
}

/// Holds simulation against the chain; 100 replications of 500 starts.
void check_against(const BulkService& simulated, const BulkService& solved, bool agrees) {
  const Model model = clinic(simulated);
  const std::vector<Observations> seen = observe(model, 100);
  const Eigen::VectorXd exact = waiting_before_starts(solved);
  double mean_before = 0;
  double mean_left = 0;
  for (int n = 0; n < exact.size(); ++n) {
    mean_before += n * exact(n);
    mean_left += solved.left_by_start(n) * exact(n);
  }
  const auto iop = [&](const Observations& one) -> const StateObservations& {
    return observed(model, one, "iop");
  };
  const auto share_of = [&](int waiting) {
    return each(seen, [&](const Observations& one) {
      const auto& starts = iop(one).starts;
      const auto found = std::ranges::count(starts, waiting, &CohortStart::waiting);
      return static_cast<double>(found) / static_cast<double>(starts.size());
    });
  };
  const auto before = each(seen, [&](const Observations& one) {
    double sum = 0;
    for (const CohortStart& start : iop(one).starts)
      sum += start.waiting;
    return sum / static_cast<double>(iop(one).starts.size());
  });
  CHECK(check_mean(before, mean_before).agrees == agrees);
  if (!agrees) return;
  for (int n = 0; n < 12; ++n) {
    CAPTURE(n);
    CHECK(check_mean(share_of(n), exact(n)));
  }
  // Between starts the list grows evenly, on average, from those left by half a week's arrivals.
  const double mean_list = mean_left + solved.per_week / 2;
  CHECK(check_mean(each(seen,
                        [&](const Observations& one) {
                          return iop(one)[Headcount::List].integral_days() / one.window_days;
                        }),
                   mean_list));
  // Little: the mean list over the rate is the mean wait, in weeks.
  CHECK(check_mean(
      each(seen, [&](const Observations& one) { return iop(one)[Length::Wait].mean() / 7; }),
      mean_list / solved.per_week));
}

TEST_SUITE_BEGIN("validation");

// 50,000 starts in all. Means and shares within 4 standard errors of 100 replications.
TEST_CASE("validation: cohort starts agree with the bulk-service queue") {
  check_against({.per_week = 5, .seats = 6}, {.per_week = 5, .seats = 6}, true);
}

TEST_CASE("validation: cohort starts with a minimum agree with the bulk-service queue") {
  check_against(
      {.per_week = 3, .seats = 6, .at_least = 4}, {.per_week = 3, .seats = 6, .at_least = 4}, true);
}

TEST_CASE("validation: the bulk-service queue tells one seat and a minimum of one more") {
  check_against({.per_week = 5, .seats = 6}, {.per_week = 5, .seats = 7}, false);
  check_against({.per_week = 3, .seats = 6, .at_least = 4},
                {.per_week = 3, .seats = 6, .at_least = 5},
                false);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
