#include "analysis/experiments/warm_up_advice.hpp"

#include "analysis/statistics/running_moments.hpp"
#include "analysis/statistics/warm_up.hpp"
#include "models/simulate.hpp"
#include "sim/contract.hpp"
#include "sim/replicate.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

namespace stepdown::analysis {

namespace {

using Series = std::vector<double>;

/// Daily means of one level over replications.
struct LevelSeries {
  Series census;
  Series list;
};

void add(Series& sum, const std::vector<std::int32_t>& counts) {
  sum.resize(counts.size());
  for (std::size_t d = 0; d < counts.size(); ++d)
    sum[d] += counts[d];
}

std::optional<Truncation> longer(const std::optional<Truncation>& a,
                                 const std::optional<Truncation>& b) {
  if (!a || !b) return a ? a : b;
  return a->observations >= b->observations ? a : b;
}

/// A series that never moves needs no warm-up, and has no standard error to go by.
std::optional<Truncation> truncation_of(const Series& series) {
  if (series.empty() ||
      std::all_of(series.begin(), series.end(), [&](double x) { return x == series.front(); }))
    return std::nullopt;
  return mser_5(series);
}

Series means_of(const std::vector<Tally>& tallies) {
  Series series;
  series.reserve(tallies.size());
  for (const Tally& tally : tallies)
    series.push_back(tally.mean().value_or(0));
  return series;
}

}  // namespace

std::optional<WarmUpAdvice> find_warm_up(const models::Model& model, int pilots, int threads) {
  sim::expects(pilots >= 1 && threads >= 1, "a pilot replication and a thread");
  models::Model pilot = model;
  pilot.warm_up = 0;
  std::vector<LevelSeries> levels(model.level_count);
  int stride = 1;
  sim::ReplicationPlan plan;
  plan.first = 1'000'000'000;  // far beyond those of any run
  plan.count = pilots;
  plan.threads = threads;
  sim::replicate_in_order(
      plan,
      [&] {
        auto simulator = std::make_shared<models::Simulator>(pilot);
        return [simulator](int replication) {
          return simulator->run(static_cast<std::uint32_t>(replication));
        };
      },
      [&](int, const models::Observations& observations) {
        stride = observations.daily_stride;
        for (std::size_t l = 0; l < levels.size(); ++l) {
          add(levels[l].census, observations.daily[l].census);
          add(levels[l].list, observations.daily[l].list);
        }
      });
  std::optional<WarmUpAdvice> advice;
  for (std::size_t l = 0; l < levels.size(); ++l) {
    const auto cut = longer(truncation_of(levels[l].census), truncation_of(levels[l].list));
    if (!cut) continue;
    const double days = static_cast<double>(cut->observations) * stride;
    if (!advice || days > advice->days)
      advice = WarmUpAdvice{days, model.states[l].name, cut->is_reliable};
  }
  return advice;
}

bool differs_before(std::span<const double> series, std::size_t cut) {
  sim::expects(cut < series.size(), "something left after the cut");
  constexpr std::size_t batches = 10;
  const std::span<const double> rest = series.subspan(cut);
  if (cut == 0 || rest.size() < batches) return false;
  RunningMoments before;
  for (const double x : series.first(cut))
    before.add(x);
  RunningMoments means;
  const std::size_t size = rest.size() / batches;
  for (std::size_t b = 0; b < batches; ++b) {
    RunningMoments batch;
    for (const double x : rest.subspan(b * size, size))
      batch.add(x);
    means.add(batch.mean().value_or(0));
  }
  // The part before the cut is seen as so many batches of that size (or a share of one).
  const double per_batch = means.variance().value_or(0);
  const double as_batches = static_cast<double>(cut) / static_cast<double>(size);
  const double error = std::sqrt(per_batch / batches + per_batch / as_batches);
  const double difference = std::abs(before.mean().value_or(0) - means.mean().value_or(0));
  return difference > 4 * error;
}

std::optional<WarmUpAdvice> warm_up_looks_short(const models::Model& model,
                                                const Summary& summary) {
  if (model.warm_up == 0) return std::nullopt;
  std::optional<WarmUpAdvice> advice;
  for (std::size_t l = 0; l < summary.daily.size(); ++l) {
    for (const auto* tallies : {&summary.daily[l].census, &summary.daily[l].list}) {
      const Series series = means_of(*tallies);
      const auto cut = truncation_of(series);
      if (!cut || !differs_before(series, cut->observations)) continue;
      const double days =
          std::ceil(model.warm_up) + static_cast<double>(cut->observations) * summary.daily_stride;
      if (!advice || days > advice->days)
        advice = WarmUpAdvice{days, model.states[l].name, cut->is_reliable};
    }
  }
  return advice;
}

}  // namespace stepdown::analysis
