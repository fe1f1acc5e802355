#include "analysis/formulas/varying_loss.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepdown::analysis {

namespace {

std::int64_t steps_in(const LossStretch& stretch) {
  constexpr double steps_a_stay = 12;
  const double steps = std::ceil(steps_a_stay * stretch.leaving * stretch.days);
  return static_cast<std::int64_t>(std::clamp(steps, 1.0, 1e15));
}

/// How many people are in a level that loses those for whom it has no place.
class LossLevel {
 public:
  LossLevel(double load, int places)
      : p_(static_cast<std::size_t>(places) + 1),
        right_(p_.size()),
        upper_(p_.size()),
        pivot_(p_.size()) {
    double weight = 1;
    double sum = 0;
    for (std::size_t n = 0; n < p_.size(); ++n) {
      if (n > 0) weight *= load / static_cast<double>(n);
      sum += p_[n] = weight;
      if (sum < 1e200) continue;
      for (std::size_t i = 0; i <= n; ++i)
        p_[i] /= sum;
      weight /= sum;
      sum = 1;
    }
    for (double& p : p_)
      p /= sum;
  }

  [[nodiscard]] double full() const { return p_.back(); }

  /// Sets the rates and the step of what follows. `implicit`: 1/2, or 1 for steps that smooth.
  void set(double requests, double leaving, double days, double implicit) {
    ahead_ = days * implicit;
    behind_ = days * (1 - implicit);
    requests_ = requests;
    leaving_ = leaving;
    // Row n of I - ahead Q': below it -ahead lambda, above it -ahead (n + 1) mu.
    for (std::size_t n = 0; n < p_.size(); ++n) {
      pivot_[n] = 1 + ahead_ * out_of(n);
      if (n > 0) pivot_[n] += ahead_ * requests_ * upper_[n - 1];
      pivot_[n] = 1 / pivot_[n];
      upper_[n] = -ahead_ * leaving_ * static_cast<double>(n + 1) * pivot_[n];
    }
  }

  void pass() {
    const std::size_t last = p_.size() - 1;
    for (std::size_t n = 0; n <= last; ++n) {
      double right = p_[n];
      if (behind_ > 0) {
        double change = -out_of(n) * p_[n];
        if (n > 0) change += requests_ * p_[n - 1];
        if (n < last) change += leaving_ * static_cast<double>(n + 1) * p_[n + 1];
        right += behind_ * change;
      }
      if (n > 0) right += ahead_ * requests_ * right_[n - 1];
      right_[n] = right * pivot_[n];
    }
    p_[last] = right_[last];
    for (std::size_t n = last; n-- > 0;)
      p_[n] = right_[n] - upper_[n] * p_[n + 1];
  }

 private:
  [[nodiscard]] double out_of(std::size_t n) const {
    return (n + 1 < p_.size() ? requests_ : 0) + leaving_ * static_cast<double>(n);
  }

  std::vector<double> p_;  ///< by number of people
  std::vector<double> right_;
  std::vector<double> upper_;  ///< above the diagonal, over the pivot
  std::vector<double> pivot_;  ///< one over it
  double requests_ = 0;
  double leaving_ = 0;
  double ahead_ = 0;   ///< the implicit part of a step, days
  double behind_ = 0;  ///< the explicit part
};

}  // namespace

double varying_loss(std::span<const LossStretch> stretches, double load_before, int places) {
  sim::expects(places >= 0 && load_before >= 0, "places and people");
  if (places == 0) return 1;
  LossLevel level(load_before, places);
  double asked = 0;
  double lost = 0;
  int smoothing = 4;  // steps of backward Euler at first, when the rates jump most
  for (const LossStretch& stretch : stretches) {
    const std::int64_t steps = steps_in(stretch);
    const double days = stretch.days / static_cast<double>(steps);
    const bool is_smooth = smoothing <= 0;
    level.set(stretch.requests, stretch.leaving, days, is_smooth ? 0.5 : 1);
    for (std::int64_t i = 0; i < steps; ++i) {
      const double before = level.full();
      level.pass();
      if (stretch.is_observed)
        lost += stretch.requests * days * std::max(0.0, 0.5 * (before + level.full()));
      --smoothing;
    }
    if (stretch.is_observed) asked += stretch.requests * stretch.days;
  }
  sim::expects(asked > 0, "stretches in which somebody asks");
  return std::min(1.0, lost / asked);
}

double steps_of_varying_loss(std::span<const LossStretch> stretches) {
  double steps = 0;
  for (const LossStretch& stretch : stretches)
    steps += static_cast<double>(steps_in(stretch));
  return steps;
}

}  // namespace stepdown::analysis
