#pragma once

#include "models/sweep_plan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the author of a calibration wrote: what was observed of a real program, and which values of
/// its scenario are not known. `read_calibration_plan` makes it.
namespace stepdown::models {

/// A figure that was observed.
struct ObservedFigure {
  Located<std::string> name;  ///< METRIC.STATISTIC[@STATE[/GROUP]]
  double value = 0;           ///< in the unit of the figure
  double sd = 1;              ///< its uncertainty as a standard deviation, > 0
};

/// A value that is to be found, or one that several paths have.
struct FreeParameter {
  SweepFactor factor;  ///< what it may be: a range, or a distribution
  double start = 0.5;  ///< where the search begins: the share of what it may be that lies below
  /// A path that has what is left of `sum`, as probabilities of two exits.
  std::optional<Located<std::string>> rest{};
  double sum = 0;  ///< of the two in the scenario
};

/// Most values that may be free: more of them, no search of some thousand simulations finds.
inline constexpr std::size_t most_free_parameters = 20;
/// As few sets have an interval of 95 % within them.
inline constexpr int fewest_kept_sets = 40;

struct CalibrationPlan {
  std::string file;           ///< of the plan, as named by the user
  std::string scenario_file;  ///< as seen from the working directory
  SourceLocation scenario_at;
  std::vector<std::string> sets;  ///< `path=value`, of all simulations
  std::vector<ObservedFigure> observed;
  std::vector<FreeParameter> free;
  std::optional<int> replications;  ///< of each set of values; nothing: as the scenario says
  int evaluations = 200;            ///< of the search, at most
  int draws = 1000;                 ///< sets from what the free values may be; 0: none
  int keep = 50;                    ///< of these, the closest
  std::uint64_t design_seed = 1;    ///< of the draws; of no simulation
  std::vector<Diagnostic> warnings;
};

}  // namespace stepdown::models
