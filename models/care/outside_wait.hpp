#pragma once

#include "sim/time.hpp"

#include <cstdint>

namespace stepdown::models {

/// How somebody waits for a level and holds no place.
struct OutsideWait {
  sim::Ticks since{};          ///< began
  sim::Ticks waited{};         ///< so long before the run began
  sim::Ticks patience{};       ///< from `since`; `never`: endless
  std::uint32_t behavior = 0;  ///< of `Model::request_behaviors`
};

}  // namespace stepdown::models
