#include "analysis/experiments/size_search.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace stepdown::analysis {

namespace {

using Way = SearchStep::Way;
constexpr double rounding_of_costs = 1e-9;

/// Goes from plan to plan.
class Search {
 public:
  Search(const SizePlan& plan, Trials& trials) : plan_{plan}, trials_{trials} {
    for (std::size_t i = 0; i < plan.levers.size(); ++i)
      dearest_first_.push_back(i);
    std::ranges::stable_sort(
        dearest_first_, std::greater<>{}, [&](std::size_t i) { return step_cost(i); });
  }

  std::optional<SizeAnswer> find() {
    step_to(Way::Guess, plan_.guess);
    climb();
    if (explored(at_).judgment == Judgment::Met) {
      do
        descend();
      while (exchange() && !is_spent());
    }
    settle();
    if (trials_.is_stopped()) return std::nullopt;
    look_around();
    if (trials_.is_stopped()) return std::nullopt;
    answer_.tried.assign(trials_.all().begin(), trials_.all().end());
    answer_.replications = trials_.replications();
    return std::move(answer_);
  }

 private:
  [[nodiscard]] int last(std::size_t lever) const { return plan_.levers[lever].last(); }
  [[nodiscard]] double step_cost(std::size_t lever) const {
    return plan_.levers[lever].weight * plan_.levers[lever].step;
  }
  [[nodiscard]] double cost(const LeverNumbers& plan) const { return cost_of(plan_.levers, plan); }
  [[nodiscard]] bool is_spent() const {
    return trials_.is_stopped() || trials_.all().size() >= plan_.most_plans;
  }
  [[nodiscard]] static LeverNumbers moved(LeverNumbers plan, std::size_t lever, int steps) {
    plan[lever] += steps;
    return plan;
  }

  const Trial& explored(const LeverNumbers& plan) { return trials_.explore(plan); }

  /// Whether it is likely to meet all targets. What has no more of anything than a plan that misses
  /// one is not tried.
  bool is_met(const LeverNumbers& plan) {
    const bool is_below_failed = std::ranges::any_of(trials_.all(), [&](const Trial& trial) {
      return trial.judgment == Judgment::Missed &&
             std::ranges::equal(plan, trial.plan, std::less_equal<>{});
    });
    return !is_below_failed && explored(plan).judgment == Judgment::Met;
  }

  void step_to(Way way, const LeverNumbers& plan) {
    at_ = plan;
    answer_.path.push_back({way, plan, cost(plan), explored(plan)});
  }

  /// Up until all targets are met, or nothing brings them nearer.
  void climb() {
    std::vector<int> stride(plan_.levers.size(), 1);
    while (explored(at_).judgment != Judgment::Met && !is_spent()) {
      const double excess = explored(at_).excess;
      std::optional<std::size_t> best;
      double most = 0;
      for (std::size_t i = 0; i < plan_.levers.size(); ++i) {
        const int steps = std::min(stride[i], last(i) - at_[i]);
        if (steps <= 0 || is_spent()) continue;
        const double gain = excess - explored(moved(at_, i, steps)).excess;
        const double worth = gain / std::max(step_cost(i) * steps, rounding_of_costs);
        if (worth > most) {
          most = worth;
          best = i;
        }
      }
      if (best) {
        step_to(Way::Up, moved(at_, *best, std::min(stride[*best], last(*best) - at_[*best])));
        stride[*best] *= 2;
        continue;
      }
      if (!climb_everywhere(stride)) return;
    }
  }

  /// Nothing alone brings it nearer: all together, with longer and longer steps.
  bool climb_everywhere(std::vector<int>& stride) {
    LeverNumbers higher = at_;
    for (std::size_t i = 0; i < higher.size(); ++i) {
      higher[i] = std::min(last(i), higher[i] + stride[i]);
      stride[i] *= 2;
    }
    if (higher == at_) return false;
    step_to(Way::Up, higher);
    return true;
  }

  /// The least of one lever with which all targets are still met, the others staying: longer and
  /// longer steps down, then halving.
  LeverNumbers lowered(const LeverNumbers& from, std::size_t lever) {
    LeverNumbers met = from;
    int missed = -1;
    for (int steps = 1; met[lever] > missed + 1 && !is_spent(); steps *= 2) {
      const int next = std::max(missed + 1, met[lever] - steps);
      LeverNumbers tried = met;
      tried[lever] = next;
      if (is_met(tried)) {
        met = std::move(tried);
      } else {
        missed = next;
        break;
      }
    }
    while (met[lever] - missed > 1 && !is_spent()) {
      LeverNumbers tried = met;
      tried[lever] = missed + (met[lever] - missed) / 2;
      if (is_met(tried))
        met = std::move(tried);
      else
        missed = tried[lever];
    }
    return met;
  }

  void descend() {
    for (bool is_lower = true; is_lower && !is_spent();) {
      is_lower = false;
      for (const std::size_t lever : dearest_first_) {
        const LeverNumbers next = lowered(at_, lever);
        if (next == at_) continue;
        step_to(Way::Down, next);
        is_lower = true;
      }
    }
  }

  /// One step more of one lever for so many less of another that it is cheaper.
  bool exchange() {
    for (std::size_t up = 0; up < at_.size(); ++up) {
      if (at_[up] >= last(up)) continue;
      for (const std::size_t down : dearest_first_) {
        if (down == up || is_spent() || !(step_cost(down) > 0)) continue;
        const double steps = std::floor(step_cost(up) / step_cost(down) + rounding_of_costs) + 1;
        if (!(steps <= at_[down])) continue;
        const LeverNumbers next = moved(moved(at_, up, 1), down, -static_cast<int>(steps));
        if (!is_met(next)) continue;
        step_to(Way::Exchange, lowered(next, down));
        return true;
      }
    }
    return false;
  }

  /// From where the exploring ended to a plan that is confirmed, and of which nothing one step
  /// cheaper is.
  void settle() {
    while (!trials_.is_stopped()) {
      answer_.answer = trials_.confirm(at_);
      if (answer_.answer.judgment != Judgment::Met) {
        if (!raise()) {
          if (trials_.is_stopped()) return;
          if (answer_.answer.judgment == Judgment::Open) {
            answer_.ending = SizeAnswer::Ending::TooClose;
          } else {
            answer_.ending = SizeAnswer::Ending::NotReached;
            at_ = nearest();
            answer_.answer = trials_.confirm(at_);
          }
          return;
        }
        continue;
      }
      if (lower()) continue;
      const bool is_close = std::ranges::any_of(answer_.cheaper, [](const Neighbor& one) {
        return one.trial.judgment == Judgment::Open;
      });
      answer_.ending = is_close ? SizeAnswer::Ending::Close : SizeAnswer::Ending::Decided;
      return;
    }
  }

  /// The cheapest of those that come about as near to the targets as any.
  [[nodiscard]] LeverNumbers nearest() const {
    constexpr double about = 1.02;
    const auto& tried = trials_.all();
    const double least = std::ranges::min_element(tried, {}, &Trial::excess)->excess;
    const Trial* best = nullptr;
    for (const Trial& trial : tried)
      if (trial.excess <= about * least && (best == nullptr || cost(trial.plan) < cost(best->plan)))
        best = &trial;
    return best->plan;
  }

  /// The next plan with more of something, by as many replications of each as cost little.
  bool raise() {
    const int replications = std::min(answer_.answer.replications, few());
    std::optional<std::size_t> best;
    double most = 0;
    const Trial here = trials_.repeat(at_, replications);
    if (trials_.is_stopped()) return false;
    for (std::size_t i = 0; i < at_.size(); ++i) {
      if (at_[i] >= last(i) || trials_.is_stopped()) continue;
      const Trial there = trials_.repeat(moved(at_, i, 1), replications);
      const double gain = slack(there) - slack(here);
      const double worth = gain / std::max(step_cost(i), rounding_of_costs);
      if (!best || worth > most) {
        most = worth;
        best = i;
      }
    }
    if (!best || trials_.is_stopped()) return false;
    step_to(Way::Up, moved(at_, *best, 1));
    return true;
  }

  [[nodiscard]] int few() const {
    constexpr int looks = 4;
    return std::min(looks * trials_.plan().least_replications, trials_.plan().most_replications);
  }

  /// How far the target that is nearest its limit is on the right side, as a share of the limit.
  [[nodiscard]] double slack(const Trial& trial) const {
    double least = 1;
    for (std::size_t t = 0; t < trial.targets.size(); ++t) {
      const Target& target = trials_.plan().targets[t];
      if (!trial.targets[t].value) return -1;
      const double distance = std::abs(target.limit - *trial.targets[t].value) /
                              (target.limit == 0 ? 1 : std::abs(target.limit));
      least = std::min(least, meets(target, *trial.targets[t].value) ? distance : -distance);
    }
    return least;
  }

  /// Confirms what is one step cheaper; goes there if it meets the targets.
  bool lower() {
    answer_.cheaper.clear();
    for (const std::size_t lever : dearest_first_) {
      if (at_[lever] == 0 || !(step_cost(lever) > 0)) continue;
      const LeverNumbers next = moved(at_, lever, -1);
      const Trial& trial = trials_.confirm(next);
      if (trial.judgment == Judgment::Met) {
        step_to(Way::Down, next);
        return true;
      }
      answer_.cheaper.push_back({lever, trial, {}});
    }
    // The dearest step was looked at first: what is left of the cheapest costs most.
    std::ranges::reverse(answer_.cheaper);
    return false;
  }

  /// What binds, and what one step more of each lever would bring.
  void look_around() {
    answer_.binding =
        answer_.cheaper.empty() ? answer_.answer.worst() : answer_.cheaper.front().trial.worst();
    if (answer_.ending == SizeAnswer::Ending::NotReached ||
        answer_.ending == SizeAnswer::Ending::TooClose)
      answer_.binding = answer_.answer.worst();
    for (std::size_t i = 0; i < at_.size(); ++i) {
      if (at_[i] >= last(i) || trials_.is_stopped()) continue;
      Neighbor next{i, trials_.repeat(moved(at_, i, 1), answer_.answer.replications), {}};
      next.binding = compare_trials(answer_.answer, next.trial, answer_.binding);
      answer_.more.push_back(std::move(next));
    }
  }

  const SizePlan& plan_;
  Trials& trials_;
  std::vector<std::size_t> dearest_first_;
  LeverNumbers at_;
  SizeAnswer answer_;
};

}  // namespace

std::optional<SizeAnswer> find_size(const SizePlan& plan, Trials& trials) {
  sim::expects(!plan.levers.empty(), "a lever or more");
  sim::expects(plan.guess.size() == plan.levers.size(), "a value of each lever");
  return Search(plan, trials).find();
}

}  // namespace stepdown::analysis
