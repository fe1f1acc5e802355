#pragma once

#include "analysis/metrics/figure_name.hpp"
#include "analysis/metrics/measurement.hpp"
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

/// How it went.
struct PrecisionOutcome {
  bool was_reached = false;
  int replications = 0;
  /// Half-width over what was asked, by figure; nothing while it cannot be told.
  std::vector<std::optional<double>> shortfalls;
};

/// Feeds a `StoppingRule` from what replications measured.
class PrecisionWatch {
 public:
  explicit PrecisionWatch(PrecisionPlan plan);

  /// @returns the figures of the plan that replications of this model do not have.
  [[nodiscard]] std::vector<std::string> missing(const std::vector<Measurement>& measured) const;

  /// One replication, in its order.
  void add(const std::vector<Measurement>& measured);

  [[nodiscard]] bool is_done() const { return rule_.is_done(); }
  [[nodiscard]] PrecisionOutcome outcome() const;

 private:
  PrecisionPlan plan_;
  StoppingRule rule_;
  std::vector<std::size_t> lines_;  ///< where the figures stand; found with the first replication
};

}  // namespace stepdown::analysis
