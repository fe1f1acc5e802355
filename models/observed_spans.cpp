#include "models/observed_spans.hpp"

#include <algorithm>
#include <cstdint>

namespace stepdown::models {
namespace {

/// Midnights written down per replication at most; longer windows get a stride of several days, so
/// that memory does not grow with the horizon.
constexpr std::int64_t most_midnights = 3660;

std::chrono::year_month month_at(const Model& model, sim::Ticks time) {
  const Date date = model.calendar.date(static_cast<long>(sim::whole_days(time)));
  return date.year() / date.month();
}

sim::Ticks end_of(const Model& model, std::chrono::year_month month) {
  const Date next = (month + std::chrono::months{1}) / std::chrono::day{1};
  return std::int64_t{model.calendar.day_of(next)} * sim::one_day;
}

/// When other prices and costs come after `time`, or never.
sim::Ticks next_change(const Model& model, sim::Ticks time) {
  for (std::size_t period = 1; !model.money->list_in.empty() && period < model.period_count();
       ++period)
    if (const sim::Ticks from = sim::to_ticks(model.period_from(period)); from > time) return from;
  return sim::never;
}

std::size_t period_at(const Model& model, sim::Ticks time) {
  std::size_t period = 0;
  while (period + 1 < model.period_count() && sim::to_ticks(model.period_from(period + 1)) <= time)
    ++period;
  return period;
}

}  // namespace

int midnights_apart(sim::Ticks window) {
  const std::int64_t days = sim::whole_days_up(window);
  return static_cast<int>(std::max((days + most_midnights - 1) / most_midnights, std::int64_t{1}));
}

std::vector<ObservedSpan> observed_spans(const Model& model) {
  std::vector<ObservedSpan> spans;
  if (!model.money) return spans;
  const sim::Ticks horizon = sim::to_ticks(model.horizon);
  sim::Ticks from = sim::to_ticks(model.warm_up);
  const bool tells_months = midnights_apart(horizon - from) == 1;
  while (from < horizon) {
    ObservedSpan& span = spans.emplace_back();
    span.from = from;
    span.to = std::min(horizon, next_change(model, from));
    span.period = period_at(model, from);
    if (tells_months) {
      span.month = month_at(model, from);
      span.to = std::min(span.to, end_of(model, *span.month));
    }
    from = span.to;
  }
  return spans;
}

}  // namespace stepdown::models
