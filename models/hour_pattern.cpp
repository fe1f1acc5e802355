#include "models/hour_pattern.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace stepdown::models {

HourPattern::HourPattern(const std::array<double, hours_a_day>& weights) : is_even_{false} {
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  sim::expects(all > 0, "weights of hours are not all zero");
  double sum = 0;
  for (std::size_t hour = 0; hour < hours_a_day; ++hour) {
    sum += weights[hour];
    up_to_[hour + 1] = sum / all;
  }
}

double HourPattern::share_up_to(double part) const {
  if (is_even_) return part;
  const double hours = part * hours_a_day;
  const auto hour = std::min(static_cast<std::size_t>(hours), hours_a_day - 1);
  return up_to_[hour] + (up_to_[hour + 1] - up_to_[hour]) * (hours - static_cast<double>(hour));
}

sim::Ticks HourPattern::time_of(double share) const {
  constexpr auto ticks_a_day = static_cast<double>(sim::one_day.count());
  if (is_even_) return sim::Ticks{static_cast<std::int64_t>(share * ticks_a_day)};
  // the hour that begins last among those before which no more have come, never one without any
  const auto after = std::upper_bound(up_to_.begin(), up_to_.end(), share);
  const auto hour = static_cast<std::size_t>(after - up_to_.begin()) - 1;
  const double within = (share - up_to_[hour]) / (up_to_[hour + 1] - up_to_[hour]);
  constexpr std::int64_t ticks_an_hour = sim::one_day.count() / std::int64_t{hours_a_day};
  const auto ticks = static_cast<std::int64_t>(within * static_cast<double>(ticks_an_hour));
  return sim::Ticks{static_cast<std::int64_t>(hour) * ticks_an_hour +
                    std::min(ticks, ticks_an_hour - 1)};
}

}  // namespace stepdown::models
