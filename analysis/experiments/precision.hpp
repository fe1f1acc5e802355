#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "analysis/statistics/stopping_rule.hpp"
#include "analysis/summary/kept_summarizer.hpp"
#include "analysis/summary/summarizer.hpp"

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
  std::optional<double> half_width;  ///< as a share of the value or not, as it was asked for
  bool was_always_zero = false;      ///< so far; no precision as a share of it
  std::string note = {};             ///< why it has no interval
};

/// What a figure lacks to be as precise as it was asked for: "half-width 19 %, asked for 1 %";
/// empty where it is.
[[nodiscard]] std::string shortfall_text(const ReachedPrecision& figure);

/// How it went.
struct PrecisionOutcome {
  bool was_reached = false;
  int replications = 0;
  StoppingLimits limits;
  std::vector<ReachedPrecision> figures;
};

/// Feeds a `StoppingRule` with what the replications so far say, the same figures and intervals as
/// in the reports.
class PrecisionWatch {
 public:
  explicit PrecisionWatch(PrecisionPlan plan);

  /// One replication more, which `so_far` has.
  /// @pre it measures, or keeps, every figure of the plan.
  void add(const Summarizer& so_far) { add_figures(so_far); }
  void add(const KeptSummarizer& so_far) { add_figures(so_far); }

  [[nodiscard]] bool is_done() const { return rule_.is_done(); }
  [[nodiscard]] PrecisionOutcome outcome() const;

 private:
  template <class SoMany>
  void add_figures(const SoMany& so_far);

  PrecisionPlan plan_;
  StoppingRule rule_;
  std::vector<std::string> notes_;  ///< of the figures, after the last replication
};

}  // namespace stepdown::analysis
