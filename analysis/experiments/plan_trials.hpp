#pragma once

#include "analysis/experiments/lever.hpp"
#include "analysis/experiments/targets.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/paired_comparison.hpp"
#include "models/care/simulate.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Whether plans meet targets, by as many replications as the answer takes.
namespace stepdown::analysis {

/// What the replications of a plan say of one target.
struct TargetOfPlan {
  std::optional<double> value;
  std::optional<Interval> interval;     ///< 95 %
  std::optional<double> confidence;     ///< that it is met, see `confidence_of_target`
  std::optional<double> met_share;      ///< of the replications that have a value of their own
  std::vector<double> contributions{};  ///< whose mean is `value`, see `LineEstimate`
  std::string note;
};

enum class Judgment : std::uint8_t {
  Met,     ///< every target, with the confidence asked for
  Missed,  ///< some target is missed, with that confidence
  Open     ///< the decision is closer than that
};

/// A plan that was tried.
struct Trial {
  LeverNumbers plan;
  bool is_confirming = false;  ///< with the replications that the answer rests on
  int replications = 0;
  std::vector<TargetOfPlan> targets;
  Judgment judgment = Judgment::Open;
  bool is_met_by_value = false;  ///< all of them, whatever the confidence
  /// How far values are beyond limits: the sum of their distances, as shares of the limits.
  double excess = 0;

  /// The target of which it is least sure that it is met.
  [[nodiscard]] std::size_t worst() const;
};

/// What plans are tried with.
struct TrialPlan {
  std::vector<Target> targets;
  ModelOfPlan model_of;
  double confidence = 0.95;   ///< one-sided, of each judgment of a confirming trial
  int plans_in_question = 1;  ///< among which confidence is divided, see `Trials`
  int least_replications = 20;
  int most_replications = 1000;
  int threads = 1;
  models::StopQuestion stop{};
  std::function<void(int plans, std::int64_t replications)> progress{};
  double free_memory = 0;  ///< bytes; 0: unknown
};

/// Tries plans, all with the same luck, and remembers what came of each.
///
/// Exploring trials use replications of their own, which no run has, and end by the value after a
/// few of them. Confirming trials begin anew with replication 0, so that they are not better than
/// they ought to be because they were chosen; they are looked at after 20, 40, 80, ...
/// replications, and what is asked of each look is so much more sure that all looks, and all plans
/// in question, hold together (Bonferroni).
class Trials {
 public:
  explicit Trials(TrialPlan plan);

  /// Roughly, by a few replications: `Met` and `Missed` are likely, `Open` is never the answer.
  const Trial& explore(const LeverNumbers& plan);
  /// With the confidence asked for, or `Open` after the most replications.
  const Trial& confirm(const LeverNumbers& plan);
  /// What other steps lead to with exactly so many confirming replications; not remembered.
  [[nodiscard]] Trial repeat(const LeverNumbers& plan, int replications);

  /// In the order in which they were tried.
  [[nodiscard]] const std::deque<Trial>& all() const { return tried_; }
  [[nodiscard]] const TrialPlan& plan() const { return plan_; }
  /// Whether it was stopped; from then on every trial is `Missed` at once.
  [[nodiscard]] bool is_stopped() const { return is_stopped_; }
  [[nodiscard]] std::int64_t replications() const { return replications_; }

 private:
  class Run;
  const Trial& remember(Trial trial);
  const Trial& not_tried(const LeverNumbers& plan, bool is_confirming);
  [[nodiscard]] const Trial* known(const LeverNumbers& plan, bool is_confirming) const;
  [[nodiscard]] Trial judged(const Run& run, LeverNumbers plan, double confidence) const;
  void count(int replications);

  TrialPlan plan_;
  std::deque<Trial> tried_;                                       ///< keeps the address of each
  std::map<std::pair<LeverNumbers, bool>, std::size_t> numbers_;  ///< into `tried_`
  std::int64_t replications_ = 0;
  bool is_stopped_ = false;
};

/// What a target's figure is with another plan, paired by replication; nothing where single
/// replications do not tell. @pre as many replications of both
[[nodiscard]] std::optional<PairedComparison> compare_trials(const Trial& from,
                                                             const Trial& to,
                                                             std::size_t target);

}  // namespace stepdown::analysis
