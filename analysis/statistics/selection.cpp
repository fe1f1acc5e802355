#include "analysis/statistics/selection.hpp"

#include "analysis/statistics/running_moments.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepdown::analysis {

BestSelection::BestSelection(std::size_t scenarios, SelectionPlan plan)
    : plan_(plan), sums_(scenarios, 0.0), first_stage_(scenarios), contenders_(scenarios) {
  sim::expects(scenarios >= 2, "at least two scenarios");
  const auto k = static_cast<double>(scenarios);
  sim::expects(plan.indifference > 0, "a difference that matters");
  sim::expects(plan.confidence > 1 / k && plan.confidence < 1,
               "a confidence above that of guessing");
  sim::expects(plan.first_stage >= 2, "at least two replications at first");
  std::iota(contenders_.begin(), contenders_.end(), std::size_t{0});
  const double alpha = 1 - plan.confidence;
  const double freedom = plan.first_stage - 1;
  const double eta = (std::pow(2 * alpha / (k - 1), -2 / freedom) - 1) / 2;
  h_square_ = 2 * eta * freedom;
}

void BestSelection::add(std::span<const double> values) {
  sim::expects(values.size() == sums_.size(), "one value for each scenario");
  if (is_done()) return;
  ++replications_;
  for (const std::size_t i : contenders_) {
    const double value = plan_.is_smaller_better ? -values[i] : values[i];
    sums_[i] += value;
    if (replications_ <= plan_.first_stage) first_stage_[i].push_back(value);
  }
  if (replications_ >= plan_.first_stage) screen();
}

std::size_t BestSelection::leader() const {
  return *std::max_element(contenders_.begin(),
                           contenders_.end(),
                           [this](std::size_t a, std::size_t b) { return sums_[a] < sums_[b]; });
}

double BestSelection::mean(std::size_t scenario) const {
  return sums_[scenario] / replications_;
}

double BestSelection::first_stage_variance(std::size_t i, std::size_t l) const {
  RunningMoments differences;
  for (std::size_t r = 0; r < first_stage_[i].size(); ++r)
    differences.add(first_stage_[i][r] - first_stage_[l][r]);
  return differences.variance().value_or(0);
}

void BestSelection::screen() {
  const double delta = plan_.indifference;
  std::vector<std::size_t> stay;
  for (const std::size_t i : contenders_) {
    const bool is_beaten = std::any_of(contenders_.begin(), contenders_.end(), [&](std::size_t l) {
      if (l == i) return false;
      const double w = delta / (2 * replications_) *
                       (h_square_ * first_stage_variance(i, l) / (delta * delta) - replications_);
      return mean(i) < mean(l) - std::max(0.0, w);
    });
    if (!is_beaten) stay.push_back(i);
  }
  contenders_ = stay;
  // Equal means never beat each other: once all margins are gone, one of the best is as good as
  // another.
  const bool no_margin = std::all_of(contenders_.begin(), contenders_.end(), [&](std::size_t i) {
    return std::all_of(contenders_.begin(), contenders_.end(), [&](std::size_t l) {
      return l == i || h_square_ * first_stage_variance(i, l) / (delta * delta) <= replications_;
    });
  });
  if (no_margin) contenders_ = {leader()};
}

}  // namespace stepdown::analysis
