#include "analysis/summary/first_days.hpp"

#include "analysis/statistics/sample.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>

namespace stepdown::analysis {

namespace {

/// The midnights that were written down.
struct Midnights {
  long first = 0;
  long stride = 1;

  [[nodiscard]] long day(std::size_t entry) const {
    return first + static_cast<long>(entry) * stride;
  }
};

/// People in a level and in those that share its places.
std::vector<std::int32_t> with_sharers(const models::Model& model,
                                       const models::Observations& observations,
                                       std::size_t level) {
  std::vector<std::int32_t> sum = observations.daily[level].census;
  const auto& pool = model.states[level].pool;
  for (std::size_t other = 0; pool && other < model.level_count; ++other) {
    if (other == level || model.states[other].pool != pool) continue;
    const std::vector<std::int32_t>& census = observations.daily[other].census;
    std::ranges::transform(sum, census, sum.begin(), std::plus{});
  }
  return sum;
}

/// The first midnight at which nobody more could come to a level that has hours of staff in common
/// with others.
std::optional<long> first_full_day(const models::Model& model,
                                   const models::Observations& observations,
                                   std::size_t level,
                                   const Midnights& midnights) {
  for (std::size_t i = 0; i < observations.daily[level].census.size(); ++i) {
    const long day = midnights.day(i);
    std::vector<std::int64_t> people;
    for (const models::DailyCounts& daily : observations.daily)
      people.push_back(daily.census[i]);
    const models::HoursPlan& hours = model.hours[model.period_on(static_cast<double>(day))];
    if (!hours.is_enough(level, people[level] + 1, people)) return day;
  }
  return std::nullopt;
}

template <class Holds>
std::optional<long> first_day(std::span<const std::int32_t> counts,
                              const Midnights& midnights,
                              const Holds& holds) {
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (holds(counts[i], midnights.day(i))) return midnights.day(i);
  return std::nullopt;
}

}  // namespace

void FirstDays::add(std::optional<long> day) {
  ++replications_;
  if (day) days_.insert(std::ranges::upper_bound(days_, *day), *day);
}

double FirstDays::share() const {
  return static_cast<double>(days_.size()) / static_cast<double>(replications_);
}

std::optional<long> FirstDays::by(double share) const {
  const std::size_t wanted = count_for_share(static_cast<std::size_t>(replications_), share);
  if (wanted == 0 || wanted > days_.size()) return std::nullopt;
  return days_[wanted - 1];
}

Forecaster::Forecaster(const models::Model& model) : model_{&model} {
  if (!model.start) return;
  for (std::size_t level = 0; level < model.level_count; ++level)
    if (model.states[level].is_limited) forecast_.levels.push_back({.level = level});
  for (const models::ReachedNumber& number : model.start->reaches)
    forecast_.reached.push_back({.number = number});
}

void Forecaster::add(const models::Observations& observations) {
  const Midnights midnights{static_cast<long>(std::ceil(model_->warm_up)),
                            observations.daily_stride};
  for (LevelForecast& level : forecast_.levels) {
    const models::DailyCounts& daily = observations.daily[level.level];
    const models::StateModel& state = model_->states[level.level];
    level.list_empty.add(
        first_day(daily.list, midnights, [](int waiting, long) { return waiting == 0; }));
    if (state.staff_group) {
      level.full.add(first_full_day(*model_, observations, level.level, midnights));
      continue;
    }
    level.full.add(first_day(
        with_sharers(*model_, observations, level.level), midnights, [&state](int there, long day) {
          return there >= state.places_on(static_cast<double>(day));
        }));
  }
  for (ReachedOn& reached : forecast_.reached) {
    const models::ReachedNumber& number = reached.number;
    const auto is_reached = [&number](int there, long) {
      return number.is_from_above ? there <= number.people : there >= number.people;
    };
    reached.days.add(first_day(
        observations.daily[models::index_of(number.level)].census, midnights, is_reached));
  }
}

}  // namespace stepdown::analysis
