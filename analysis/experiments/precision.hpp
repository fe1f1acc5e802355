#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/catalog/measurement.hpp"
#include "analysis/statistics/stopping_rule.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// A figure that has to become so precise before a run ends.
struct WantedPrecision {
  FigureName figure;
  PrecisionTarget target;
};

/// When a run of replications ends.
struct PrecisionPlan {
  std::vector<WantedPrecision> figures;
  StoppingLimits limits;
};

/// What became of one figure.
struct ReachedPrecision {
  WantedPrecision wanted;
  std::optional<double> half_width;  ///< as a share of the mean or not, as it was asked for
  bool was_always_zero = false;      ///< so far; no precision as a share of the mean
};

/// How it went.
struct PrecisionOutcome {
  bool was_reached = false;
  int replications = 0;
  StoppingLimits limits;
  std::vector<ReachedPrecision> figures;
};

/// Feeds a `StoppingRule` from what replications measured.
class PrecisionWatch {
 public:
  explicit PrecisionWatch(PrecisionPlan plan);

  /// One replication, in its order.
  /// @pre it measures every figure of the plan.
  void add(const std::vector<Measurement>& measured);

  [[nodiscard]] bool is_done() const { return rule_.is_done(); }
  [[nodiscard]] PrecisionOutcome outcome() const;

 private:
  PrecisionPlan plan_;
  StoppingRule rule_;
  std::vector<std::size_t> lines_;  ///< where the figures stand; found with the first replication
};

}  // namespace stepdown::analysis
