#include "analysis/summary/start_effect.hpp"

#include "analysis/catalog/measurement.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>

namespace stepdown::analysis {

namespace {

using DailyPeople = std::span<const std::int32_t>;

/// How many entries at the beginning are held against how many at the end.
struct Parts {
  std::size_t early = 0;
  std::size_t late = 0;
};

bool has_yearly_pattern(const models::Model& model) {
  return std::any_of(model.sources.begin(), model.sources.end(), [](const auto& source) {
    return models::has_yearly_pattern(source.process);
  });
}

/// As many whole periods as fit into `entries`, in entries.
std::size_t whole(std::size_t entries, std::size_t period) {
  return entries / period * period;
}

std::optional<Parts> parts_of(std::size_t entries, int stride, bool is_yearly) {
  constexpr std::size_t fewest = 50;
  constexpr std::size_t week = 7;
  if (entries < fewest) return std::nullopt;
  if (!is_yearly) {
    const std::size_t tenth = entries / 10;
    if (stride > 1 || tenth < week) return Parts{tenth, entries / 2};
    return Parts{whole(tenth, week), whole(entries / 2, week)};
  }
  const std::size_t year =
      static_cast<std::size_t>(days_per_year) / static_cast<std::size_t>(stride);
  if (entries < 2 * year) return std::nullopt;
  return Parts{std::max(year, whole(entries / 10, year)), whole(entries / 2, year)};
}

double mean_of(DailyPeople counts) {
  return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0})) /
         static_cast<double>(counts.size());
}

void add(EarlyAgainstLate& effect, DailyPeople counts, const Parts& parts) {
  const double late = mean_of(counts.last(parts.late));
  effect.early.add(mean_of(counts.first(parts.early)) - late);
  effect.whole.add(mean_of(counts) - late);
  effect.late.add(late);
}

}  // namespace

void add_start_effects(const models::Model& model,
                       const models::Observations& observations,
                       std::vector<StartEffect>& effects) {
  if (observations.daily.empty()) return;
  const auto parts = parts_of(observations.daily.front().census.size(),
                              observations.daily_stride,
                              has_yearly_pattern(model));
  if (!parts) return;
  effects.resize(observations.daily.size());
  for (std::size_t l = 0; l < effects.size(); ++l) {
    add(effects[l].census, observations.daily[l].census, *parts);
    add(effects[l].list, observations.daily[l].list, *parts);
  }
}

bool changes_for_good(const models::Model& model) {
  const auto source_changes = [](const models::SourceModel& source) {
    return models::changes_for_good(source.process);
  };
  return !model.later_periods.empty() ||
         std::any_of(model.sources.begin(), model.sources.end(), source_changes) ||
         std::any_of(model.states.begin(), model.states.end(), [](const auto& state) {
           return !state.changes.empty();
         });
}

}  // namespace stepdown::analysis
