#pragma once

#include "analysis/experiments/sensitivity_design.hpp"
#include "analysis/experiments/stored_sweep.hpp"
#include "models/sweep_plan.hpp"

#include <optional>
#include <string>
#include <vector>

/// Which factors of a plan a figure depends on, and how much.
namespace stepdown::analysis {

/// One number about a figure and a factor.
struct SensitivityRow {
  FigureName figure;
  std::string factor;   ///< empty: of all together
  int rank = 0;         ///< of the factor for that figure, from 1; 0: of all together
  std::string measure;  ///< such as "swing" or "total"
  std::optional<double> value;
  std::optional<Interval> interval;  ///< 95 %
};

/// What the points say, by figure, the factor that matters most first. Figures that have no value
/// in some point, or too few replications, have no rows.
/// @pre nothing of the sweep is missing, and its design is `sensitivity_design`
[[nodiscard]] std::vector<SensitivityRow> sensitivity_rows(StoredSweep& sweep,
                                                           const models::SweepPlan& plan,
                                                           const SensitivityPlan& asked);

}  // namespace stepdown::analysis
