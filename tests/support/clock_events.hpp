#pragma once

#include "models/clock_counts.hpp"

#include <cstdint>

namespace stepdown::tests {

/// How many of the clocks ended by their event after exactly so many days.
[[nodiscard]] inline std::int64_t events_at(const models::ClockCounts& clocks, double days) {
  std::int64_t events = 0;
  for (const models::ClockGroup& group : clocks.grouped())
    if (group.days == days) events += group.events;
  return events;
}

}  // namespace stepdown::tests
