#pragma once

#include "sim/time.hpp"
#include "sim/time_weighted.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace stepdown::models {

/// How people have a place beside their way through the levels.
enum class Beside : std::uint8_t {
  Bridge,    ///< while they wait outside for another level
  Alongside  ///< beside the place where they stay
};

/// Second places of one kind in one level. All of the window; lengths belong to their end.
struct BesideCounts {
  sim::TimeWeighted people;  ///< part of the census
  sim::TimeSum time;         ///< sum of the parts of all such times inside the window
  std::int64_t begun = 0;
  std::int64_t ended = 0;
  sim::TimeSum length_sum;       ///< of those ended
  double length_square_sum = 0;  ///< days squared
};

/// What was seen of second places in one level.
struct BesideObservations {
  std::array<BesideCounts, 2> by_kind;
  // of those who want a place alongside
  sim::TimeWeighted waiting;  ///< people who got none at once and wait
  std::int64_t asked = 0;
  std::int64_t delayed = 0;       ///< of them: began to wait
  std::int64_t went_without = 0;  ///< of them: got none at once and did not wait
  std::int64_t waits = 0;         ///< that ended with a place, at once too
  sim::TimeSum wait_sum;          ///< of these
  double wait_square_sum = 0;     ///< days squared

  [[nodiscard]] BesideCounts& operator[](Beside kind) {
    return by_kind[static_cast<std::size_t>(kind)];
  }
  [[nodiscard]] const BesideCounts& operator[](Beside kind) const {
    return by_kind[static_cast<std::size_t>(kind)];
  }
  /// Of both kinds: sum of the parts inside the window.
  [[nodiscard]] sim::TimeSum time() const { return by_kind[0].time + by_kind[1].time; }
};

}  // namespace stepdown::models
