#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace stepdown::analysis {

/// How precise one metric has to be.
struct PrecisionTarget {
  double half_width = 0.05;
  bool is_relative = true;  ///< a share of the value; otherwise in the metric's own unit
};

/// A metric from the replications so far, and its interval while there is one to be trusted.
struct SoFar {
  std::optional<double> value;
  std::optional<double> half_width;
};

/// When to stop, for all metrics together.
struct StoppingLimits {
  int least = 10;      ///< replications at least; >= 2
  int most = 1000;     ///< replications at most
  int look_ahead = 5;  ///< k of the look-ahead; 0: none
};

/// Decides after how many replications every metric is precise enough, looking ahead so that a
/// lucky narrow interval does not end the run.
///
/// Replications are given one after the other in their order, so the answer does not depend on how
/// many were run at a time. With n replications precise enough, the next
/// f = k max(n, 100) / 100 must be so too; only then it ends, after n + f replications, all of
/// which are used. A metric without an interval is not precise.
///
/// Source: Hoad, Robinson and Davies (2010), Automated selection of the number of replications for
/// a discrete-event simulation, Journal of the Operational Research Society 61(11).
class StoppingRule {
 public:
  /// @pre at least one target with a positive half-width; 2 <= least <= most; look_ahead >= 0.
  StoppingRule(std::vector<PrecisionTarget> targets, StoppingLimits limits);

  /// One replication more, and what all so far say of each metric, in the order of the targets.
  /// Does nothing once done.
  void add(std::span<const SoFar> metrics);

  [[nodiscard]] bool is_done() const { return is_reached() || seen_ >= limits_.most; }
  /// Whether every metric became precise enough, and stayed so.
  [[nodiscard]] bool is_reached() const { return reached_; }
  /// Replications taken so far; when done, those to be used.
  [[nodiscard]] int replications() const { return seen_; }
  /// Replications that can surely not be avoided from here: a good size for the next batch.
  [[nodiscard]] int next_batch() const;
  /// Half-width over its target, by metric; nothing while it cannot be told: without an interval,
  /// or as a share of 0. Precise enough: <= 1.
  [[nodiscard]] std::vector<std::optional<double>> shortfalls() const;
  /// Whether it is 0 so far, by metric. What is rare may still come.
  [[nodiscard]] std::vector<bool> were_always_zero() const;

 private:
  [[nodiscard]] bool is_precise() const;
  [[nodiscard]] int look_ahead(int n) const;

  std::vector<PrecisionTarget> targets_;
  StoppingLimits limits_;
  std::vector<SoFar> metrics_;  ///< after the last replication
  int seen_ = 0;
  std::optional<int> precise_since_;
  bool reached_ = false;
};

}  // namespace stepdown::analysis
