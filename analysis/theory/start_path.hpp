#pragma once

#include "models/model.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace stepdown::analysis {

/// How a model that starts empty comes to its long run, on average.
struct StartPath {
  /// One level that people ask for; with unlimited places its list stays empty.
  struct Level {
    std::size_t number = 0;      ///< a StateId
    std::vector<double> census;  ///< mean people, by step
    std::vector<double> list;
    double settled_census = 0;  ///< in the long run
    double settled_list = 0;
    /// Most who ask come from levels that are nearly full, more evenly than chance would send them:
    /// the list is shorter than this.
    bool is_list_too_long = false;
    /// All who ask come from outside, at random: no approximation but of the shape of stays.
    bool is_asked_from_outside = false;
  };
  std::vector<double> ends;  ///< of each step, days from the start
  std::vector<Level> levels;
};

/// How many times as long as it is asked for a path goes on, in wider steps.
inline constexpr double looked_ahead = 8;

/// Follows the means of all states for `steps` steps up to `days`, and for half as many more up to
/// `looked_ahead` times as long.
///
/// Each limited level is a `FillingLevel` of its own, fed by what the means of the others send on;
/// states without limits let people go at one over their mean stay. Arrivals are even at their mean
/// rate over the observed part. An approximation, good for how long a start lasts and how much it
/// still does; holds and effects of history are left out.
/// @returns nothing when there is no long run: people never leave, or a list grows without end.
/// @pre days > 0, steps > 0.
[[nodiscard]] std::optional<StartPath> start_path(const models::Model& model,
                                                  double days,
                                                  std::size_t steps = 600);

}  // namespace stepdown::analysis
