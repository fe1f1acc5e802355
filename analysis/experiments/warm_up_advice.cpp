#include "analysis/experiments/warm_up_advice.hpp"

#include "analysis/experiments/memory_check.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/paired_comparison.hpp"
#include "analysis/statistics/warm_up.hpp"
#include "models/care/simulate.hpp"
#include "sim/contract.hpp"
#include "sim/threads/replicate.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

using Series = std::vector<double>;

/// People in a level and waiting for it, day by day.
void add(Series& sum, const models::DailyCounts& counts) {
  sum.resize(counts.census.size());
  for (std::size_t d = 0; d < sum.size(); ++d)
    sum[d] += counts.census[d] + counts.list[d];
}

/// The later of two truncations; one that cannot be relied on is later than any.
std::optional<Truncation> later(const std::optional<Truncation>& a,
                                const std::optional<Truncation>& b) {
  if (!a || !b) return a ? a : b;
  if (a->is_reliable != b->is_reliable) return a->is_reliable ? b : a;
  return a->observations >= b->observations ? a : b;
}

/// A series that never moves needs no warm-up.
std::optional<Truncation> truncation_of(const Series& series) {
  if (series.empty() ||
      std::all_of(series.begin(), series.end(), [&](double x) { return x == series.front(); }))
    return std::nullopt;
  return mser_5(series);
}

/// Nothing changes but by the start: even arrivals at the rates of day 0, its places and numbers.
models::Model steady(models::Model model) {
  model = models::first_period(std::move(model));
  model.warm_up = 0;
  for (models::SourceModel& source : model.sources)
    source.process = models::evened(source.process);
  for (models::StateModel& state : model.states)
    state.changes.clear();
  return model;
}

std::optional<FoundWarmUp> found_by_pilots(const models::Model& pilot,
                                           int pilots,
                                           int threads,
                                           double free_memory) {
  std::vector<Series> levels(pilot.level_count);
  int stride = 1;
  const models::Simulator simulator(pilot);
  check_memory(pilot,
               simulator,
               {.threads = threads, .replications = pilots, .is_summed_up = false},
               free_memory);
  sim::ReplicationPlan plan;
  plan.first = 1'000'000'000;  // far beyond those of any run
  plan.count = pilots;
  plan.threads = threads;
  sim::replicate_in_order(
      plan,
      [&] {
        return [own = simulator.another()](int replication) mutable {
          return own.run(static_cast<std::uint32_t>(replication));
        };
      },
      [&](int, const models::Observations& observations) {
        stride = observations.daily_stride;
        for (std::size_t l = 0; l < levels.size(); ++l)
          add(levels[l], observations.daily[l]);
      });
  std::optional<Truncation> longest;
  std::size_t level = 0;
  for (std::size_t l = 0; l < levels.size(); ++l) {
    const auto cut = truncation_of(levels[l]);
    const auto so_far = later(longest, cut);
    if (cut && so_far && (!longest || so_far->observations != longest->observations)) level = l;
    longest = so_far;
  }
  if (!longest) return std::nullopt;
  const double days = static_cast<double>(longest->observations) * stride;
  return FoundWarmUp{.days = days,
                     .level = pilot.states[level].name,
                     .is_reliable = longest->is_reliable,
                     .is_by_theory = false,
                     .by_pilots_days = days,
                     .pilots = pilots,
                     .pilot_days = pilot.horizon};
}

/// People in a level and waiting for it, mean over replications day by day.
Series means_of(const DailyTallies& daily) {
  Series series;
  series.reserve(daily.census.size());
  Tally scratch;
  for (std::size_t d = 0; d < daily.census.size(); ++d) {
    const double inside = daily.census.at(d, scratch).mean().value_or(0);
    series.push_back(inside + daily.list.at(d, scratch).mean().value_or(0));
  }
  return series;
}

/// Whether one count is clearly affected by the start, and by so much that it matters.
/// @param certainty  of this test alone
bool is_clear(const EarlyAgainstLate& effect, double certainty, double share_that_matters) {
  const auto interval = student_t_interval(effect.early, certainty);
  if (!interval || (interval->low <= 0 && interval->high >= 0)) return false;
  return std::abs(effect.whole.mean().value_or(0)) >
         share_that_matters * effect.late.mean().value_or(0);
}

/// Theory that knows when all has settled also knows that pilots were too short to tell.
void take_longer(const ExpectedWarmUp& expected, FoundWarmUp& found) {
  if (expected.days && found.is_reliable && *expected.days <= found.days) return;
  if (expected.days && expected.level.empty()) return;
  found.level = expected.level;
  found.is_by_theory = true;
  found.is_reliable = expected.days.has_value();
  found.days = std::max(found.is_reliable ? 0 : found.days, expected.days.value_or(0));
}

double share_of_mean(const StartBias& bias) {
  return std::abs(bias.bias) / bias.mean;
}

/// Puts what is expected in the place of what was found for the same count, if it is larger. Of
/// both the longer warm-up is told.
void put_larger(StartBias expected, std::vector<StartBias>& found) {
  const auto same = std::ranges::find_if(found, [&](const StartBias& one) {
    return one.level == expected.level && one.is_list == expected.is_list;
  });
  if (same == found.end()) {
    found.push_back(std::move(expected));
    return;
  }
  const auto longest = std::max(same->settles_after_days, expected.settles_after_days);
  if (share_of_mean(expected) > share_of_mean(*same)) *same = std::move(expected);
  same->settles_after_days = longest;
}

/// After how many days from the start a level settles, as far as the window shows.
std::optional<double> settles_after(const models::Model& model,
                                    const DailyTallies& daily,
                                    int stride) {
  const auto cut = truncation_of(means_of(daily));
  if (!cut || !cut->is_reliable || cut->observations == 0) return std::nullopt;
  return std::ceil(model.warm_up) + static_cast<double>(cut->observations) * stride;
}

/// What the data of the window show.
std::vector<StartBias> shown_start(const models::Model& model, const Summary& summary) {
  std::vector<StartBias> found;
  if (model.warm_up == 0 || changes_for_good(model) || summary.start_effects.empty()) return found;
  constexpr double false_alarms = 0.001;  // of all tests together
  const auto tests = static_cast<int>(2 * summary.start_effects.size());
  const double certainty = bonferroni(1 - false_alarms, tests);
  const auto look = [&](const EarlyAgainstLate& effect, std::size_t level, bool is_list) {
    if (!is_clear(effect, certainty, is_list ? 0.05 : 0.01)) return;
    found.push_back(
        {.level = model.states[level].name,
         .is_list = is_list,
         .bias = effect.whole.mean().value_or(0),
         .mean = effect.late.mean().value_or(0),
         .settles_after_days = settles_after(model, summary.daily[level], summary.daily_stride)});
  };
  for (std::size_t l = 0; l < summary.start_effects.size(); ++l) {
    look(summary.start_effects[l].census, l, false);
    look(summary.start_effects[l].list, l, true);
  }
  return found;
}

}  // namespace

std::optional<FoundWarmUp> find_warm_up(const models::Model& model,
                                        int pilots,
                                        int threads,
                                        double free_memory) {
  sim::expects(pilots >= 1 && threads >= 1, "a pilot replication and a thread");
  constexpr double longest = 8;  // times the horizon
  models::Model pilot = steady(model);
  const auto expected = expected_warm_up(pilot, (model.horizon - model.warm_up) / 2);
  auto found = found_by_pilots(pilot, pilots, threads, free_memory);
  while (found && !found->is_reliable && pilot.horizon < longest * model.horizon) {
    pilot.horizon *= 2;
    found = found_by_pilots(pilot, pilots, threads, free_memory);
  }
  if (found && expected) take_longer(*expected, *found);
  return found;
}

std::vector<StartBias> start_bias(const models::Model& model, const Summary& summary) {
  const SeenCounts seen = [&](const std::string& level, bool is_list) -> std::optional<SeenCount> {
    const SummaryLine* line = summary.find(level, is_list ? "list" : "census", "mean");
    if (line == nullptr || !line->value) return std::nullopt;
    SeenCount count{.mean = *line->value, .half_width = {}};
    if (line->interval) count.half_width = line->interval->half_width();
    count.is_uncertain = !line->interval && line->replications > 1;
    return count;
  };
  std::vector<StartBias> found = shown_start(model, summary);
  for (StartBias& expected : expected_start(model, seen))
    put_larger(std::move(expected), found);
  std::ranges::stable_sort(found, std::greater{}, share_of_mean);
  return found;
}

}  // namespace stepdown::analysis
