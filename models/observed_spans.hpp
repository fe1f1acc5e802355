#pragma once

#include "models/calendar.hpp"
#include "models/model.hpp"
#include "sim/time.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace stepdown::models {

/// A stretch of the window in which prices and costs are the same, in one month of the calendar.
struct ObservedSpan {
  sim::Ticks from{};
  sim::Ticks to{};
  std::size_t period = 0;
  /// Nothing in windows so long that not every midnight is counted, in which months are not told
  /// apart, so that memory does not grow with the horizon.
  std::optional<std::chrono::year_month> month;
};

/// The window in such stretches, in order; empty where the model knows no money.
[[nodiscard]] std::vector<ObservedSpan> observed_spans(const Model& model);

/// Days from one counted midnight to the next in a window of that length.
[[nodiscard]] int midnights_apart(sim::Ticks window);

}  // namespace stepdown::models
