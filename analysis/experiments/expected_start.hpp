#pragma once

#include "models/model.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// What the start still does to the reported figures of a level.
struct StartBias {
  std::string level;     ///< by name
  bool is_list = false;  ///< its waiting list; otherwise its census
  double bias = 0;       ///< people: by how much the reported mean is off
  double mean = 0;       ///< people, once settled: as far as the window shows, or by theory
  bool is_by_theory = false;
  /// The warm-up that would leave the effect out; nothing when none was found that is not longer
  /// than eight times the horizon, or than what the window can show.
  std::optional<double> settles_after_days;
};

/// What was simulated of a mean number of people.
struct SeenCount {
  double mean = 0;
  std::optional<double> half_width;  ///< of its interval
  bool is_uncertain = false;         ///< replications differ so much that it has no interval
};

/// By level and whether it is the list; nothing when it is not known.
using SeenCounts = std::function<std::optional<SeenCount>(const std::string& level, bool is_list)>;

/// What the start does to the means of the window by theory (`start_path`): those counts that it
/// moves by more than 0.5 % of the long run and by more than the half-width of their interval,
/// where that is known; by more than 1 % (lists: 5 %) where it is not, and by half where
/// replications differ too much for an interval. So a start that lasts longer than the window, of
/// which the data can show but a part, is told too.
///
/// Of a level that all ask from outside theory knows well what to expect: where what was seen
/// agrees with it (within 1.5 half-widths, by chance), a quarter of the half-width is enough to be
/// told, as 95 % intervals cover 92 % then.
///
/// Theory takes the others one by one and may be wrong about how long a list gets, or how soon. Of
/// these it is told by how much the mean of the window is off by its own account, or by how much
/// less than its long run was seen, whichever is less; nothing where one of the two says that
/// nothing is missing, and nothing of a list that theory is known to take for too long.
/// @returns nothing for a terminating run (no warm-up), for one that does not begin empty, when
///          rates or places change for good, or when theory knows no long run.
[[nodiscard]] std::vector<StartBias> expected_start(const models::Model& model,
                                                    const SeenCounts& seen);

/// After how long a start from empty is over.
struct ExpectedWarmUp {
  std::optional<double> days;  ///< nothing: it lasts longer than 512 times the horizon
  std::string level;           ///< that takes longest, by name; empty: none has to settle
};

/// The warm-up that leaves less than 0.5 % in the mean census and list of every level over a window
/// of so many days, by theory (`start_path`), the start being at day 0.
/// @returns nothing when theory knows no long run, or the model does not begin empty.
/// @pre window > 0
[[nodiscard]] std::optional<ExpectedWarmUp> expected_warm_up(const models::Model& model,
                                                             double window);

}  // namespace stepdown::analysis
