#include "analysis/experiments/memory_needs.hpp"

#include "analysis/experiments/measured_figures.hpp"
#include "analysis/statistics/tally_series.hpp"
#include "analysis/summary/group_starts.hpp"
#include "analysis/summary/grouped.hpp"
#include "analysis/summary/summary.hpp"
#include "models/care/blank_observations.hpp"
#include "models/hour_pattern.hpp"
#include "models/observed_spans.hpp"
#include "sim/time.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

/// What a run keeps besides people.
///
/// Sizes are those of the types, but for what stands among the constants: that was measured as the
/// peak of runs, see there.
namespace stepdown::analysis {

namespace {

/// Bytes for one group: of itself, and for each state of the network.
struct Cost {
  double itself = 0;
  double each_state = 0;

  [[nodiscard]] double of(double states) const { return itself + states * each_state; }
};

/// What is kept of the people with one value, or with one combination of values.
struct Costs {
  Cost sums;         ///< and the tables made of them
  Cost replication;  ///< of each group of replications, as intervals come from these
  Cost thread;
};

// Measured as the peak of runs of 2 and 10 replications on 1 and 2 threads, with 512 values of one
// attribute and with 4096 combinations of twelve.
constexpr Costs of_a_value{{120e3, 160e3}, {7e3, 6e3}, {50e3, 50e3}};
constexpr Costs of_a_combination{{9e3, 15e3}, {4e3, 5e3}, {10e3, 5e3}};

double bytes_for(const Costs& costs, double states, const RunSize& size) {
  const double threads = size.threads * costs.thread.of(states);
  if (!size.is_summed_up) return threads;
  const int kept = std::min(size.replications, static_cast<int>(most_groups));
  return size.runs * (costs.sums.of(states) + kept * costs.replication.of(states)) + threads;
}

/// How many values are reported, and how many combinations of them; 0 of nothing.
struct Groups {
  double values = 0;
  double combinations = 0;

  explicit Groups(const models::Model& model) {
    if (model.report_by.empty()) return;
    values = static_cast<double>(models::group_count(model));
    combinations = static_cast<double>(models::cell_count(model));
  }
};

MemoryNeed for_groups(const models::Model& model, const RunSize& size) {
  const Groups groups{model};
  const auto states = static_cast<double>(model.states.size());
  return {.bytes = groups.values * bytes_for(of_a_value, states, size) +
                   groups.combinations * bytes_for(of_a_combination, states, size),
          .what = "the groups of report_by",
          .remedy = "report by fewer attributes, or by some with fewer values",
          .is_by_thread = true};
}

constexpr double size_of_number = sizeof(double);
/// The result that is made, and one that waits to be summed up or to be used again.
constexpr double results_a_thread = 2;

/// People in levels, on lists and held: counted at each midnight, and at each full hour.
constexpr double counts_a_level = 3;
constexpr double counts_an_hour = 2;

/// Counted at midnight, at most.
double midnights(const models::Model& model) {
  const sim::Ticks window = sim::to_ticks(model.horizon) - sim::to_ticks(model.warm_up);
  const double days = std::ceil(model.horizon - model.warm_up);
  return std::ceil(days / models::midnights_apart(window));
}

MemoryNeed for_midnights(const models::Model& model, const RunSize& size) {
  // A tally with the numbers that were seen: the peaks of runs of 12 levels with 25 people each
  // over 2 and 10 years, with 17, 60, 100 and 300 replications; 170 with 17.
  constexpr double size_of_tally = 290;
  constexpr double tallied_together = TallySeries::most_held;  // series of replications
  double series = static_cast<double>(model.level_count) * counts_a_level;
  for (const models::StateModel& level : model.states)
    series += static_cast<double>(level.tracks.size());
  const double numbers = series * midnights(model);
  const double each = numbers * sizeof(std::int32_t);
  const double sums = size.is_summed_up
                          ? size.runs * (numbers * size_of_tally + tallied_together * each)
                          : numbers * size_of_number;
  return {.bytes = size.threads * results_a_thread * each + sums,
          .what = "the counts at midnights",
          .remedy = "shorten the run"};
}

/// Kept of each replication one by one, in vectors that grow by doubling.
double one_by_one(const RunSize& size) {
  constexpr int expected = 1000;  // where a run may stop early
  const int replications =
      size.may_stop_early ? std::min(size.replications, expected) : size.replications;
  const auto room = std::bit_ceil(static_cast<std::uint64_t>(std::max(replications, 1)));
  return size.is_summed_up ? size.runs * static_cast<double>(room) : 0;
}

MemoryNeed for_months(const models::Model& model, const RunSize& size) {
  constexpr double days_a_month = 30.4;
  constexpr double numbers_a_month = 2;  // mean and peak
  const double days = model.horizon - model.warm_up;
  const sim::Ticks window = sim::to_ticks(model.horizon) - sim::to_ticks(model.warm_up);
  const double months = models::midnights_apart(window) > 1 ? 0 : days / days_a_month + 2;
  return {.bytes = one_by_one(size) * static_cast<double>(model.level_count) * counts_a_level *
                   months * numbers_a_month * size_of_number,
          .what = "the census of each month of each replication",
          .remedy = "take fewer replications, or shorten the run"};
}

MemoryNeed for_weeks(const models::Model& model, const RunSize& size) {
  const double hours = models::follows_the_week(model) ? models::hours_a_week : 0;
  return {.bytes = one_by_one(size) * static_cast<double>(model.level_count) * counts_an_hour *
                   hours * size_of_number,
          .what = "the census by hour of the week of each replication",
          .remedy = "take fewer replications"};
}

/// Starts of cohorts in the window.
double starts_of(const models::AdmissionRule& rule, const models::Model& model) {
  if (rule.kind != models::AdmissionRule::Kind::Cohort) return 0;
  return std::ceil((model.horizon - model.warm_up) / sim::to_days(rule.cohort.every));
}

MemoryNeed for_starts(const models::Model& model, const RunSize& size) {
  double starts = 0;
  for (const models::StateModel& level : model.states) {
    starts += starts_of(level.admission, model);
    for (const models::TrackModel& track : level.tracks)
      starts += starts_of(track.admission, model);
  }
  constexpr double room = 1.5;  // of a vector that grows by doubling, on average
  const double sums = size.is_summed_up ? size.runs * double{sizeof(GroupStart)} : 0;
  return {.bytes = starts * room *
                   (size.threads * results_a_thread * double{sizeof(models::CohortStart)} + sums),
          .what = "the starts of groups",
          .remedy = "shorten the run"};
}

/// Of everybody and of groups. Counted, which takes a replication of a day, only where all of them
/// can take more than a little.
double figures_of(const models::Model& model, double replications) {
  constexpr double little = 100e6;       // bytes
  constexpr double most_a_state = 1000;  // and this many times states for moves between them
  constexpr double most_a_move = 30;
  const auto states = static_cast<double>(model.states.size());
  const double most = (1 + Groups{model}.values) * states * (most_a_state + most_a_move * states);
  if (most * replications * sizeof(ReplicationValue) < little) return 0;
  return static_cast<double>(measured_figures(model).size());
}

MemoryNeed for_figures(const models::Model& model, const RunSize& size) {
  // With what is made of them: the peaks of runs of 470 figures with 10 and 4000 replications.
  constexpr double with_estimates = 1.2;
  const double replications = one_by_one(size);
  return {.bytes = with_estimates * replications * sizeof(ReplicationValue) *
                   figures_of(model, replications),
          .what = "the figures of each replication",
          .remedy = "take fewer replications"};
}

}  // namespace

std::vector<MemoryNeed> memory_needs(const models::Model& model, const RunSize& size) {
  return {for_groups(model, size),
          for_midnights(model, size),
          for_months(model, size),
          for_weeks(model, size),
          for_starts(model, size),
          for_figures(model, size)};
}

}  // namespace stepdown::analysis
