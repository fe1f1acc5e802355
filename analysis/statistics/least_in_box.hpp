#pragma once

#include "analysis/statistics/confidence_interval.hpp"

#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// A function of some numbers; nothing: there is to be an end of it. Throws nothing: the library
/// that calls it is in C.
using BoxFunction = std::function<std::optional<double>(std::span<const double> at)>;

/// Where the least value of a function is looked for, and how long.
struct BoxSearch {
  std::vector<Interval> bounds;  ///< of each number, low < high
  std::vector<double> start;     ///< within them
  int evaluations = 200;         ///< at most, >= 1
  double tolerance = 1e-4;       ///< of the bounds' distance: closer points are the same
  /// A value with which the search ends.
  double good_enough = -std::numeric_limits<double>::infinity();
  double same_value = 0;  ///< values that differ by less are the same
};

struct LeastInBox {
  std::vector<double> at;
  double value = 0;
  int evaluations = 0;
  bool is_settled = false;  ///< by the tolerances, not because the evaluations ran out
};

/// The least value of a function within bounds, of which nothing is known but its values: first at
/// `start`, then everywhere (DIRECT-L, for half of the evaluations), then near the best that was
/// found, with a quadratic model (BOBYQA; two numbers or more), and last with Subplex, which takes
/// small steps in values too. All are of NLopt, and draw nothing at random: the same function gives
/// the same answer. Numbers are scaled by their bounds.
///
/// @returns nothing when the function said that there is to be an end
/// Sources: Gablonsky and Kelley (2001), A locally-biased form of the DIRECT algorithm, Journal of
/// Global Optimization 21, 27; Powell (2009), The BOBYQA algorithm for bound constrained
/// optimization without derivatives, Cambridge NA06; Rowan (1990), Functional stability analysis of
/// numerical algorithms, Austin; Johnson, The NLopt nonlinear-optimization package.
[[nodiscard]] std::optional<LeastInBox> least_in_box(const BoxFunction& function,
                                                     const BoxSearch& search);

}  // namespace stepdown::analysis
