#include "tests/validation/coverage.hpp"

#include "analysis/experiments/precision.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/statistics/running_moments.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace stepdown::tests {
namespace {

/// In how many runs an interval held the exact value.
struct Coverage {
  Exact exact;
  int runs = 0;     ///< that have an interval
  int without = 0;  ///< that have none
  int covered = 0;
  int below = 0;            ///< intervals that end below the exact value
  int covered_by_half = 0;  ///< by an interval of half the width: must be seen as wrong
  analysis::RunningMoments values = {};  ///< of all runs
  double replications = 0;               ///< of all runs together
  double half_widths = 0;                ///< likewise

  void add(const analysis::SummaryLine& line) {
    if (line.value) values.add(*line.value);
    if (!line.interval) {
      ++without;
      return;
    }
    const double middle = (line.interval->low + line.interval->high) / 2;
    const double half_width = line.interval->half_width();
    ++runs;
    covered += line.interval->low <= exact.value && exact.value <= line.interval->high ? 1 : 0;
    covered_by_half += std::abs(exact.value - middle) <= half_width / 2 ? 1 : 0;
    below += line.interval->high < exact.value ? 1 : 0;
    replications += static_cast<double>(line.replications);
    half_widths += half_width;
  }
  [[nodiscard]] double share() const { return static_cast<double>(covered) / runs; }
  /// Of all runs, those that print an interval that does not hold the exact value.
  [[nodiscard]] double wrong_share() const {
    return static_cast<double>(runs - covered) / (runs + without);
  }
  /// How far the mean of the estimates is from the exact value, in its standard errors.
  [[nodiscard]] double bias() const {
    const double error = values.standard_deviation().value_or(0) / std::sqrt(runs + without);
    return error > 0 ? (*values.mean() - exact.value) / error : 0;
  }
  /// By chance only, or by less than half of a usual half-width.
  [[nodiscard]] bool is_unbiased() const {
    const double away = std::abs(values.mean().value_or(exact.value) - exact.value);
    return exact.is_whole || std::abs(bias()) < 4 || (runs > 0 && away < half_widths / runs / 2);
  }
  [[nodiscard]] double share_by_half() const { return static_cast<double>(covered_by_half) / runs; }
};

constexpr int guarding_seeds = 60;

int seeds() {
  const char* const wanted = std::getenv("STEPDOWN_COVERAGE_SEEDS");
  return wanted == nullptr ? guarding_seeds : std::max(1, std::atoi(wanted));
}

constexpr int enough_seeds = 400;  // to ask for 92 to 98 %

double standard_error_of_share(double share, int runs) {
  return std::sqrt(share * (1 - share) / runs);
}

/// The least share that is not clearly below 92 %, by 2 standard errors of a share of so many runs;
/// with few runs not clearly below 95 %, by 4.
double least_share(int runs) {
  return runs >= enough_seeds ? 0.92 - 2 * standard_error_of_share(0.92, runs)
                              : 0.95 - 4 * standard_error_of_share(0.95, runs);
}

void check(const std::string& system, const std::vector<Coverage>& results) {
  for (const Coverage& c : results) {
    MESSAGE(fmt::format(
        "{:<28} {:<26} exact {:>8.5g}  mean {:>8.5g} ({:+.1f} se)  covered {:>4}/{} = {:.1f} %"
        "  too low {} too high {}  without {}  {:.0f} replications",
        system,
        to_text(c.exact.figure),
        c.exact.value,
        c.values.mean().value_or(0),
        c.bias(),
        c.covered,
        c.runs,
        100 * c.share(),
        c.below,
        c.runs - c.covered - c.below,
        c.without,
        c.replications / c.runs));
    CAPTURE(system);
    CAPTURE(to_text(c.exact.figure));
    const int all_runs = c.runs + c.without;
    const double least = least_share(all_runs);
    CHECK(c.wrong_share() <= 1 - least);
    CHECK(c.is_unbiased());
    if (c.without > 0 || c.exact.is_whole) continue;
    if (c.runs >= enough_seeds)
      CHECK(c.share() <= 0.98 + 2 * standard_error_of_share(0.98, c.runs));
    // intervals of half the width cover 67 %: this check sees that
    CHECK(c.share_by_half() < least);
  }
}

std::vector<Coverage> begin(const std::vector<Exact>& exact) {
  std::vector<Coverage> results;
  for (const Exact& one : exact)
    results.push_back({.exact = one});
  return results;
}

void add(std::vector<Coverage>& results, const analysis::Summary& summary) {
  for (Coverage& one : results)
    one.add(
        summary.line(one.exact.figure.state, one.exact.figure.metric, one.exact.figure.statistic));
}

}  // namespace

std::vector<int> numbers_of_replications() {
  return seeds() > guarding_seeds ? std::vector{10, 20, 100} : std::vector{20};
}

void check_fixed(const std::string& system, models::Model model, const std::vector<Exact>& exact) {
  std::vector<Coverage> results = begin(exact);
  for (int seed = 1; seed <= seeds(); ++seed) {
    model.seed = static_cast<std::uint64_t>(seed);
    add(results, analysis::run_model(model, {.threads = 2}).value());
  }
  check(system, results);
}

void check_stopped(const std::string& system,
                   models::Model model,
                   const std::vector<Exact>& exact,
                   double share) {
  analysis::PrecisionPlan plan;
  plan.figures.push_back({exact.front().figure, {.half_width = share, .is_relative = true}});
  plan.limits = {.least = 10, .most = 2000, .look_ahead = 5};
  std::vector<Coverage> results = begin(exact);
  for (int seed = 1; seed <= seeds(); ++seed) {
    model.seed = static_cast<std::uint64_t>(seed);
    analysis::PrecisionWatch watch(plan);
    add(results,
        analysis::run_model(
            model, {.threads = 2, .precision = &watch, .most_replications = plan.limits.most})
            .value());
    REQUIRE(watch.outcome().was_reached);
  }
  check(system, results);
}

}  // namespace stepdown::tests
