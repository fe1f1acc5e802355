#pragma once

#include "sim/distributions/coxian_state.hpp"

#include <memory>
#include <vector>

namespace stepdown::sim {

/// A Coxian law of many phases as it is after 0, 1, 2, ... events of a Poisson process that is as
/// fast as its fastest phase. The numbers belong to the law and not to a time: worked out once,
/// each time needs a sum over some ten standard deviations of the events up to then.
///
/// All terms are positive, so that even the smallest probabilities keep their relative accuracy.
/// Source: Jensen (1953), Markoff chains as an aid in the study of Markoff processes, Scandinavian
/// Actuarial Journal 36.
class PhaseSeries {
 public:
  /// Nothing if its phases differ so much that more than a million events, or 600 million steps of
  /// phases, pass before hardly anybody is left.
  [[nodiscard]] static std::shared_ptr<const PhaseSeries> make(const Coxian& law);

  /// At x. Where fewer than 1e-60 go on (1e-20, of phases that nearly differ too much) the hazard
  /// is taken not to change any more.
  [[nodiscard]] PhaseState at(double x) const;

 private:
  void add_equal_phases(const Coxian& law);
  void add_phases(const Coxian& law);
  void add_later(double events, PhaseState& state) const;

  double fastest_ = 0;           ///< events a day
  bool is_whole_ = false;        ///< after those worked out the time is over
  std::vector<double> over_;     ///< by events: the chance that the time is over, ...
  std::vector<double> running_;  ///< ... that it goes on, ...
  std::vector<double> ending_;   ///< ... and that it ends with the next event
};

}  // namespace stepdown::sim
