#pragma once

#include "analysis/formulas/filling_level.hpp"
#include "analysis/theory/traffic.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <vector>

namespace stepdown::analysis {

/// A state without limits. Stays that vary more than exponential ones are of two exponential kinds,
/// short and long, that hold as many people each: many leave early, and the rest is slow to settle.
/// Source: Whitt (1982), Approximating a point process by a renewal process, I, Operations Research
/// 30(1), section 3 (hyperexponential with balanced means).
class UnlimitedState {
 public:
  UnlimitedState() = default;
  UnlimitedState(double mean_stay, double stay_cv);

  /// Backward Euler, as the levels.
  void pass(double rate, double days) {
    short_ = (short_ + rate * short_share_ * days) / (1 + days / short_stay_);
    long_ = (long_ + rate * (1 - short_share_) * days) / (1 + days / long_stay_);
  }
  void settle(double rate) {
    short_ = rate * short_share_ * short_stay_;
    long_ = rate * (1 - short_share_) * long_stay_;
  }
  [[nodiscard]] double census() const { return short_ + long_; }
  [[nodiscard]] double left_a_day() const { return short_ / short_stay_ + long_ / long_stay_; }

 private:
  double short_share_ = 0.5;
  double short_stay_ = 1;
  double long_stay_ = 1;
  double short_ = 0;  ///< people
  double long_ = 0;
};

/// All states of a model as they fill: each limited level a `FillingLevel` of its own, fed by what
/// the means of the others send on. Arrivals are even; holds and effects of history are left out.
class FillingNetwork {
 public:
  /// The traffic must outlive it.
  FillingNetwork(const models::Model& model, const TrafficFigures& traffic);

  void pass(double days);
  /// Puts all states into their long run; false when there is none.
  [[nodiscard]] bool settle();

  /// Mean people in the places of a level, or in a state.
  [[nodiscard]] double census(std::size_t state) const;
  /// Mean people on the list of a level.
  [[nodiscard]] double list(std::size_t state) const;
  /// Of a level with limited places that people ask for; else null.
  [[nodiscard]] const FillingLevel* level(std::size_t state) const {
    return limited_[state] > 0 ? &levels_[limited_[state] - 1].level : nullptr;
  }
  /// People who enter or ask for it, a day.
  [[nodiscard]] double asked_a_day(std::size_t state) const { return in_[state]; }
  /// Most who ask come from levels that are nearly full.
  [[nodiscard]] bool is_fed_by_full_levels(std::size_t state) const;
  [[nodiscard]] bool is_asked_from_outside(std::size_t state) const;

 private:
  struct Limited {
    FillingLevel level;
    std::vector<double> gave_up_to;  ///< shares by StateId
    std::vector<double> turned_away_to;
  };

  void read_outside();
  [[nodiscard]] FillingLevel& level_of(std::size_t state) {
    return levels_[limited_[state] - 1].level;
  }
  [[nodiscard]] bool lasts(std::size_t state) const;
  [[nodiscard]] double leaving(std::size_t state) const;
  [[nodiscard]] std::vector<double> entering() const;

  const TrafficFigures& traffic_;
  std::vector<double> outside_;         ///< people a day who come from outside, by StateId
  std::vector<double> in_;              ///< entered or asked a day in the last step, by StateId
  std::vector<UnlimitedState> people_;  ///< by StateId; levels with limits are not used
  std::vector<std::size_t> limited_;    ///< by StateId: 0, or one more than an index into `levels_`
  std::vector<Limited> levels_;
};

}  // namespace stepdown::analysis
