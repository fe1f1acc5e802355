#include "analysis/experiments/plan_trials.hpp"

#include "analysis/experiments/memory_check.hpp"
#include "analysis/measure/measure.hpp"
#include "analysis/summary/summarizer.hpp"
#include "sim/contract.hpp"
#include "sim/threads/replicate.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <utility>

namespace stepdown::analysis {

namespace {

/// Exploring replications have numbers from here on, which neither a run nor its pilots have.
constexpr int first_exploring = 1'500'000'000;
/// Of exploring trials: looks at half the least replications, these, twice and four times as many,
/// each sure to this extent.
constexpr int exploring_looks = 4;
constexpr double exploring_confidence = 0.95;

/// Confirming looks: after the least replications, twice as many, ... , and the most.
int looks_of(const TrialPlan& plan) {
  int looks = 1;
  for (std::int64_t at = plan.least_replications; at < plan.most_replications; at *= 2)
    ++looks;
  return looks;
}

Judgment judgment_of(const TargetOfPlan& one, bool is_met, double confidence) {
  if (!one.value) return Judgment::Missed;
  if (one.confidence) {
    if (*one.confidence >= confidence) return Judgment::Met;
    return *one.confidence <= 1 - confidence ? Judgment::Missed : Judgment::Open;
  }
  // Too little varies, or happens, for an interval: all replications have to agree.
  if (is_met && one.met_share == 1.0) return Judgment::Met;
  return !is_met && one.met_share == 0.0 ? Judgment::Missed : Judgment::Open;
}

/// A figure that does not exist is further off than any that does.
double excess_of(const Target& target, const TargetOfPlan& one) {
  constexpr double very_far = 1e6;
  if (!one.value) return very_far;
  if (meets(target, *one.value)) return 0;
  const double distance = std::abs(*one.value - target.limit);
  return target.limit == 0 ? distance : distance / std::abs(target.limit);
}

/// The worse of two.
Judgment both(Judgment a, Judgment b) {
  if (a == Judgment::Missed || b == Judgment::Missed) return Judgment::Missed;
  return a == Judgment::Open || b == Judgment::Open ? Judgment::Open : Judgment::Met;
}

}  // namespace

/// Replications of one plan, more and more of them.
class Trials::Run {
 public:
  Run(const TrialPlan& plan, const LeverNumbers& numbers, int first)
      : plan_{plan},
        model_{plan.model_of(numbers)},
        moves_{possible_moves(model_)},
        simulator_{model_},
        seen_{model_},
        first_{first},
        values_(plan.targets.size()) {
    check_memory(
        model_,
        simulator_,
        {.threads = plan.threads, .replications = plan.most_replications, .may_stop_early = true},
        plan.free_memory);
  }

  /// @returns false when it was stopped before
  bool run_up_to(int replications) {
    sim::ReplicationPlan wanted;
    wanted.first = first_ + seen_.replications();
    wanted.count = replications - seen_.replications();
    wanted.threads = plan_.threads;
    std::atomic<bool> is_stopped = false;
    wanted.stop = &is_stopped;
    const models::StopQuestion stop = [&] {
      if (plan_.stop && plan_.stop()) is_stopped = true;
      return is_stopped.load();
    };
    sim::replicate_in_order(
        wanted,
        [&] {
          return
              [&, simulator = simulator_.another()](int replication) mutable -> std::optional<One> {
                auto seen =
                    simulator.run(static_cast<std::uint32_t>(replication), nullptr, nullptr, &stop);
                if (!seen) return std::nullopt;
                One one;
                one.observations = std::move(*seen);
                one.measured = measure(model_, moves_, one.observations);
                return one;
              };
        },
        [&](int /*replication*/, One&& one) { add(one); });
    return seen_.replications() == replications;
  }

  [[nodiscard]] int replications() const { return seen_.replications(); }

  [[nodiscard]] TargetOfPlan of(std::size_t number) const {
    const Target& target = plan_.targets[number];
    const auto line = seen_.line_of(target.figure);
    sim::expects(line.has_value(), "the figure of a target is measured");
    LineEstimate estimate = seen_.estimate(*line);
    const std::vector<double>& values = values_[number];
    TargetOfPlan result{.value = estimate.value,
                        .interval = estimate.interval,
                        .confidence = {},
                        .met_share = {},
                        .contributions = std::move(estimate.contributions),
                        .note = std::move(estimate.note)};
    if (result.contributions.empty() &&
        !is_of_all(pooling_of(target.figure.metric, target.figure.statistic)))
      result.contributions = values;
    if (result.value && result.interval && replications() > 1)
      result.confidence =
          confidence_of_target(target, *result.value, *result.interval, replications());
    if (!values.empty()) {
      const auto met =
          std::ranges::count_if(values, [&](double value) { return meets(target, value); });
      result.met_share = static_cast<double>(met) / static_cast<double>(values.size());
    }
    return result;
  }

 private:
  struct One {
    models::Observations observations;
    Measured measured;
  };

  void add(const One& one) {
    seen_.add(one.observations, one.measured);
    for (std::size_t t = 0; t < values_.size(); ++t) {
      const Measurement* const found = find_figure(one.measured.figures, plan_.targets[t].figure);
      if (found != nullptr && found->value) values_[t].push_back(*found->value);
    }
  }

  const TrialPlan& plan_;
  models::Model model_;
  Moves moves_;
  models::Simulator simulator_;
  Summarizer seen_;
  int first_;
  std::vector<std::vector<double>> values_;  ///< by target: of single replications
};

std::size_t Trial::worst() const {
  std::size_t worst = 0;
  const auto sureness = [&](std::size_t t) {
    const TargetOfPlan& one = targets[t];
    return one.confidence.value_or(one.met_share.value_or(0));
  };
  for (std::size_t t = 1; t < targets.size(); ++t)
    if (sureness(t) < sureness(worst)) worst = t;
  return worst;
}

Trials::Trials(TrialPlan plan) : plan_{std::move(plan)} {
  sim::expects(!plan_.targets.empty(), "a target or more");
  sim::expects(plan_.least_replications >= 2, "two replications or more");
}

const Trial* Trials::known(const LeverNumbers& plan, bool is_confirming) const {
  const auto found = numbers_.find({plan, is_confirming});
  return found == numbers_.end() ? nullptr : &tried_[found->second];
}

const Trial& Trials::remember(Trial trial) {
  numbers_[{trial.plan, trial.is_confirming}] = tried_.size();
  tried_.push_back(std::move(trial));
  if (plan_.progress) plan_.progress(static_cast<int>(tried_.size()), replications_);
  return tried_.back();
}

const Trial& Trials::not_tried(const LeverNumbers& plan, bool is_confirming) {
  Trial trial;
  trial.plan = plan;
  trial.is_confirming = is_confirming;
  trial.judgment = Judgment::Missed;
  return remember(std::move(trial));
}

void Trials::count(int replications) {
  replications_ += replications;
}

Trial Trials::judged(const Run& run, LeverNumbers plan, double confidence) const {
  Trial trial;
  trial.plan = std::move(plan);
  trial.replications = run.replications();
  trial.judgment = Judgment::Met;
  trial.is_met_by_value = true;
  for (std::size_t t = 0; t < plan_.targets.size(); ++t) {
    const Target& target = plan_.targets[t];
    const TargetOfPlan& one = trial.targets.emplace_back(run.of(t));
    const bool is_met = one.value && meets(target, *one.value);
    trial.is_met_by_value = trial.is_met_by_value && is_met;
    trial.excess += excess_of(target, one);
    trial.judgment = both(trial.judgment, judgment_of(one, is_met, confidence));
  }
  return trial;
}

const Trial& Trials::explore(const LeverNumbers& plan) {
  if (const Trial* const trial = known(plan, false)) return *trial;
  if (is_stopped_) return not_tried(plan, false);
  Run run(plan_, plan, first_exploring);
  Trial trial;
  int wanted = std::max(2, plan_.least_replications / 2);
  for (int look = 0; look < exploring_looks; ++look, wanted *= 2) {
    if (!run.run_up_to(wanted)) is_stopped_ = true;
    if (is_stopped_) break;
    trial = judged(run, plan, exploring_confidence);
    if (trial.judgment != Judgment::Open) break;
  }
  count(run.replications());
  trial.plan = plan;
  if (is_stopped_) trial.judgment = Judgment::Missed;
  if (trial.judgment == Judgment::Open)
    trial.judgment = trial.is_met_by_value ? Judgment::Met : Judgment::Missed;
  return remember(std::move(trial));
}

const Trial& Trials::confirm(const LeverNumbers& plan) {
  if (const Trial* const trial = known(plan, true)) return *trial;
  if (is_stopped_) return not_tried(plan, true);
  Run run(plan_, plan, 0);
  const double confidence =
      1 - (1 - plan_.confidence) / (looks_of(plan_) * std::max(1, plan_.plans_in_question));
  Trial trial;
  for (std::int64_t wanted = plan_.least_replications;; wanted *= 2) {
    const int now = static_cast<int>(std::min<std::int64_t>(wanted, plan_.most_replications));
    if (!run.run_up_to(now)) is_stopped_ = true;
    if (is_stopped_) break;
    trial = judged(run, plan, confidence);
    if (trial.judgment != Judgment::Open || now == plan_.most_replications) break;
  }
  count(run.replications());
  trial.plan = plan;
  trial.is_confirming = true;
  if (is_stopped_) trial.judgment = Judgment::Missed;
  return remember(std::move(trial));
}

Trial Trials::repeat(const LeverNumbers& plan, int replications) {
  if (is_stopped_) return {};
  Run run(plan_, plan, 0);
  if (!run.run_up_to(replications)) is_stopped_ = true;
  count(run.replications());
  if (is_stopped_) return {};
  Trial trial = judged(run, plan, plan_.confidence);
  trial.is_confirming = true;
  return trial;
}

std::optional<PairedComparison> compare_trials(const Trial& from,
                                               const Trial& to,
                                               std::size_t target) {
  if (target >= from.targets.size() || target >= to.targets.size()) return std::nullopt;
  const TargetOfPlan& a = from.targets[target];
  const TargetOfPlan& b = to.targets[target];
  if (a.contributions.size() != b.contributions.size()) return std::nullopt;
  auto paired = compare_paired(a.contributions, b.contributions);
  if (!paired) return std::nullopt;
  paired->mean_a = a.value.value_or(paired->mean_a);
  paired->mean_b = b.value.value_or(paired->mean_b);
  paired->difference = paired->mean_b - paired->mean_a;
  return paired;
}

}  // namespace stepdown::analysis
