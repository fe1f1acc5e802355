#pragma once

#include "analysis/experiments/stored_sweep.hpp"
#include "analysis/statistics/variance_split.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// What it makes that some inputs are not known well: of each option, which is a point of a design
/// without its draw of them.
namespace stepdown::analysis {

/// A figure of an option over all draws.
struct UncertainFigure {
  std::size_t option = 0;  ///< from 0, as in `SweepDesign::options`
  FigureName figure;
  std::size_t draws = 0;        ///< that have a value
  std::optional<double> value;  ///< mean over draws
  /// 95 %, for that mean: how far it may be off as draws and replications are so few.
  std::optional<Interval> interval;
  /// The middle 95 % of draws lie in it, what chance adds to each of them included.
  std::optional<Interval> range;
  /// Of one replication with drawn inputs.
  std::optional<VarianceSplit> split;
  std::string note;  ///< why a part is missing
};

/// What it would be worth for the decision between the options to know an input.
struct InformationValue {
  FigureName figure;            ///< a net benefit
  std::string input;            ///< a column of an uncertain input; empty: all of them
  std::size_t best = 0;         ///< the option with the largest mean
  std::optional<double> value;  ///< in the unit of the figure; not below 0
  std::optional<Interval> interval;
  std::string note;
};

struct SweepUncertainty {
  std::vector<UncertainFigure> figures;       ///< option by option
  std::vector<InformationValue> information;  ///< none where there is one option or no net benefit
};

/// @pre the sweep has draws of uncertain inputs, and nothing of it is missing
[[nodiscard]] SweepUncertainty uncertainty_of(StoredSweep& sweep);

}  // namespace stepdown::analysis
