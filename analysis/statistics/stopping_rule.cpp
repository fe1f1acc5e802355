#include "analysis/statistics/stopping_rule.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stepdown::analysis {

StoppingRule::StoppingRule(std::vector<PrecisionTarget> targets, StoppingLimits limits)
    : targets_(std::move(targets)), limits_(limits), metrics_(targets_.size()) {
  sim::expects(!targets_.empty(), "at least one metric");
  sim::expects(std::all_of(targets_.begin(),
                           targets_.end(),
                           [](const PrecisionTarget& t) { return t.half_width > 0; }),
               "positive half-widths");
  sim::expects(limits_.least >= 2 && limits_.least <= limits_.most && limits_.look_ahead >= 0,
               "at least two replications, and no more at least than at most");
}

void StoppingRule::add(std::span<const SoFar> metrics) {
  sim::expects(metrics.size() == targets_.size(), "one estimate for each metric");
  if (is_done()) return;
  ++seen_;
  std::ranges::copy(metrics, metrics_.begin());
  if (seen_ < limits_.least) return;
  if (!is_precise()) {
    precise_since_.reset();
    return;
  }
  if (!precise_since_) precise_since_ = seen_;
  reached_ = seen_ >= *precise_since_ + look_ahead(*precise_since_);
}

int StoppingRule::next_batch() const {
  if (is_done()) return 0;
  int wanted = 1;
  if (precise_since_) {
    wanted = *precise_since_ + look_ahead(*precise_since_) - seen_;
  } else if (seen_ < limits_.least) {
    wanted = limits_.least + look_ahead(limits_.least) - seen_;
  } else {
    wanted = 1 + look_ahead(seen_ + 1);
  }
  return std::clamp(wanted, 1, limits_.most - seen_);
}

std::vector<std::optional<double>> StoppingRule::shortfalls() const {
  std::vector<std::optional<double>> result;
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const auto& [value, half_width] = metrics_[i];
    double allowed = targets_[i].half_width;
    if (targets_[i].is_relative) allowed *= std::abs(value.value_or(0));
    const bool is_told = half_width && allowed > 0;
    result.push_back(is_told ? std::optional(*half_width / allowed) : std::nullopt);
  }
  return result;
}

std::vector<bool> StoppingRule::were_always_zero() const {
  std::vector<bool> result;
  for (const SoFar& metric : metrics_)
    result.push_back(metric.value == 0.0);
  return result;
}

bool StoppingRule::is_precise() const {
  const auto all = shortfalls();
  return std::all_of(all.begin(), all.end(), [](const auto& s) { return s && *s <= 1; });
}

int StoppingRule::look_ahead(int n) const {
  return limits_.look_ahead * std::max(n, 100) / 100;
}

}  // namespace stepdown::analysis
