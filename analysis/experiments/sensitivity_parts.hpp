#pragma once

#include "analysis/experiments/sensitivity.hpp"
#include "analysis/experiments/stored_sweep.hpp"
#include "analysis/statistics/sobol_indices.hpp"
#include "models/sweep_plan.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace stepdown::analysis {

/// The points of a sensitivity analysis as statistics take them: factors as numbers, figures part
/// by part.
class SensitivityParts {
 public:
  SensitivityParts(StoredSweep& sweep, const models::SweepPlan& plan);

  [[nodiscard]] std::size_t factors() const { return columns_.size(); }
  /// Whether the figure has parts, two at least and as many, in all points.
  [[nodiscard]] bool is_complete(std::size_t figure) const;
  /// By point. @pre it is complete
  [[nodiscard]] const PartsByPoint& of_figure(std::size_t figure) const { return figures_[figure]; }
  /// By factor, its value in each point: a number, or the number of the value where it is none.
  [[nodiscard]] const Columns& columns() const { return columns_; }

  struct Ends {
    std::optional<double> low;
    std::optional<double> base;
    std::optional<double> high;
  };
  /// Of a factor that is a number in a tornado; nothing of others.
  [[nodiscard]] Ends tornado_values(std::size_t factor) const;

 private:
  std::vector<PartsByPoint> figures_;
  Columns columns_;
  std::vector<bool> are_numbers_;  ///< by factor
};

}  // namespace stepdown::analysis
