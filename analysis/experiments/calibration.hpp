#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/statistics/closest_sets.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "models/calibration_plan.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// Values of a scenario with which it does what a real program was seen to do.
namespace stepdown::analysis {

/// What was observed, what is free, and how long to look.
struct CalibrationAsked {
  std::vector<FigureName> figures;      ///< each once
  std::vector<ObservedTarget> targets;  ///< of these
  models::CalibrationPlan plan;
};

/// A number for each free parameter.
struct ParameterSet {
  std::vector<double> values;     ///< as shown, in the units of the parameters
  std::vector<std::string> sets;  ///< `path=value`
};

/// What the path of the rest has beside a value of a parameter, in as many digits as are set.
/// @pre it has a rest
[[nodiscard]] double rest_of(const models::FreeParameter& parameter, double value);

/// A set to be simulated, and with which luck: sets of one block have the same, in blocks apart
/// they share nothing.
struct SetInBlock {
  ParameterSet parameters;
  std::size_t block = 0;
};

/// The blocks: of the search, of the check of its answer, and those of the draws from here on.
inline constexpr std::size_t block_of_search = 0;
inline constexpr std::size_t block_of_check = 1;
inline constexpr std::size_t first_block_of_draws = 2;

/// A figure as simulated with a set.
struct FigureOfSet {
  std::optional<double> value;       ///< nothing: there is none, as nobody waited
  std::optional<Interval> interval;  ///< 95 %
  std::optional<double> standard_error{};
};

/// By set, by figure.
using FiguresOfSets = std::vector<std::vector<FigureOfSet>>;

/// Simulates sets; nothing when it was stopped before all had ended.
using SimulateSets = std::function<std::optional<FiguresOfSets>(const std::vector<SetInBlock>&)>;

/// The set that the search ended with.
struct BestFit {
  ParameterSet parameters;
  std::vector<double> shares;         ///< of what each may be, below its value
  double misfit = 0;                  ///< sum of squared differences in sd, with the search's luck
  std::vector<FigureOfSet> searched;  ///< with the luck of the search, which it was made to fit
  std::vector<FigureOfSet> checked;   ///< with luck of its own
  int evaluations = 0;
  bool is_settled = false;  ///< not ended because the evaluations ran out
};

/// Of a parameter the box of the search is this share of it and the rest, in what it may be.
[[nodiscard]] Interval searched_shares(const models::FreeParameter& parameter);

/// Looks for the set whose figures are closest to those observed (`distance_to`), with one luck for
/// all sets (`least_in_box`). A figure that does not exist is as far off as any can be.
/// @returns nothing when it was stopped
/// @throws what `simulate` throws
[[nodiscard]] std::optional<BestFit> best_fit(const CalibrationAsked& asked,
                                              const SimulateSets& simulate);

/// Sets with one parameter at an end of what it may be and the others at the start, and with all at
/// one end.
[[nodiscard]] std::vector<ParameterSet> sets_at_bounds(const CalibrationAsked& asked);

/// A set from what the parameters may be, as simulated.
struct DrawnSet {
  ParameterSet parameters;
  std::vector<double> shares;  ///< of what each may be, below its value
  std::vector<FigureOfSet> figures;
  double distance = 0;  ///< with the noise of the observation; infinite: a figure does not exist
};

/// Sets that were drawn, and those of them that fit.
struct FittingSets {
  std::vector<DrawnSet> drawn;
  std::vector<std::size_t> kept;  ///< by number of the draw, the closest first
  double tolerance = 0;           ///< the distance of the last
};

/// All sets that are drawn from what the parameters may be (Sobol's points, moved by chance).
[[nodiscard]] std::vector<ParameterSet> drawn_sets(const CalibrationAsked& asked);

/// Approximate Bayesian computation by rejection (`closest_sets`): each drawn set is simulated with
/// luck of its own, the noise of the observation is added to its figures, and the closest sets are
/// kept. They are about a sample of what the parameters can be given what was observed.
/// @returns nothing when it was stopped
[[nodiscard]] std::optional<FittingSets> fitting_sets(const CalibrationAsked& asked,
                                                      const SimulateSets& simulate);

/// What the kept sets say of a parameter.
struct ParameterFit {
  double mean = 0;
  double sd = 0;
  Interval interval;  ///< 95 %
  double width = 0;   ///< sd of the kept sets over that of all, in shares of what it may be
};

/// By parameter; empty where fewer sets than have an interval were kept.
[[nodiscard]] std::vector<ParameterFit> parameter_fits(const CalibrationAsked& asked,
                                                       const FittingSets& sets);

/// All of a calibration.
struct Calibration {
  BestFit best;
  FittingSets sets;  ///< none where there are no draws
  std::vector<ParameterFit> fits;
};

}  // namespace stepdown::analysis
