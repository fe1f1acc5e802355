#pragma once

#include "models/sweep_plan.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// The points of a sweep, as its plan wants them.
namespace stepdown::analysis {

/// One combination of a sweep.
struct SweepPoint {
  std::vector<std::string> levels;  ///< by factor: its value, as shown in its column
  std::vector<std::string> sets;    ///< path=value, as `--set` takes them, besides those of all
  std::optional<int> draw;          ///< of the uncertain inputs, from 1
};

struct SweepDesign {
  std::vector<std::string> factors;  ///< the columns: `scenario`, factors, uncertain inputs
  std::vector<std::string> units;    ///< of their numbers; empty: none, or not all are numbers
  std::size_t inputs = 0;            ///< of the columns, the last ones: uncertain inputs
  std::size_t draws = 0;             ///< of these; 0: there are none
  std::vector<SweepPoint> points;

  /// Points without their draws: the first points are theirs, each draw has as many.
  [[nodiscard]] std::size_t options() const {
    return draws == 0 ? points.size() : points.size() / draws;
  }
};

/// All points, a function of the plan alone.
///
/// The draws of the uncertain inputs go slowest, then the points of the design, then the named
/// scenarios. In a grid the first factor goes slowest; one at a time begins with the scenario as it
/// is. A Sobol design of more points, and more draws, begin with the same points; the draws of an
/// input and the slices of a Latin hypercube of a factor depend on its name and the seed of the
/// design, and on no other.
[[nodiscard]] SweepDesign design_of(const models::SweepPlan& plan);

/// The number that a level is shown as; nothing where it is none.
[[nodiscard]] std::optional<double> number_in(const std::string& level);

/// Adds what a factor is in a point.
void add_level(SweepPoint& point, const models::SweepLevel& level);

/// Everything that a point sets, in order: the values of all points come before its own.
[[nodiscard]] std::vector<std::string> sets_of(const models::SweepPlan& plan,
                                               const SweepPoint& point);

}  // namespace stepdown::analysis
