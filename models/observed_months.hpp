#pragma once

#include "models/calendar.hpp"
#include "models/model.hpp"
#include "sim/time.hpp"

#include <chrono>
#include <vector>

namespace stepdown::models {

/// A month of the calendar, or the part of it that is observed.
struct ObservedMonth {
  std::chrono::year_month month{};
  sim::Ticks from{};
  sim::Ticks to{};
};

/// The months of the window, in order. Of windows so long that not every midnight is counted there
/// is none, so that memory does not grow with the horizon.
[[nodiscard]] std::vector<ObservedMonth> observed_months(const Model& model);

/// Days from one counted midnight to the next in a window of that length.
[[nodiscard]] int midnights_apart(sim::Ticks window);

}  // namespace stepdown::models
