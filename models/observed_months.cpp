#include "models/observed_months.hpp"

#include <algorithm>
#include <cstdint>

namespace stepdown::models {
namespace {

/// Midnights written down per replication at most; longer windows get a stride of several days, so
/// that memory does not grow with the horizon.
constexpr std::int64_t most_midnights = 3660;

}  // namespace

int midnights_apart(sim::Ticks window) {
  const std::int64_t days = sim::whole_days_up(window);
  return static_cast<int>(std::max((days + most_midnights - 1) / most_midnights, std::int64_t{1}));
}

std::vector<ObservedMonth> observed_months(const Model& model) {
  const sim::Ticks horizon = sim::to_ticks(model.horizon);
  sim::Ticks from = sim::to_ticks(model.warm_up);
  std::vector<ObservedMonth> months;
  if (midnights_apart(horizon - from) > 1) return months;
  while (from < horizon) {
    const Date date = model.calendar.date(static_cast<long>(sim::whole_days(from)));
    const std::chrono::year_month month = date.year() / date.month();
    const Date next = (month + std::chrono::months{1}) / std::chrono::day{1};
    const sim::Ticks end =
        std::min(horizon, std::int64_t{model.calendar.day_of(next)} * sim::one_day);
    months.push_back({.month = month, .from = from, .to = end});
    from = end;
  }
  return months;
}

}  // namespace stepdown::models
