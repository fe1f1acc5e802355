#pragma once

/// Losses where people come one by one at intervals that are alike and independent.
namespace stepdown::analysis {

/// One request at every `every` days, of which each is for this level with chance `share`.
struct ThinnedSchedule {
  double every = 1;  ///< days; > 0
  double share = 1;  ///< above 0 and at most 1

  /// E[exp(-s T)] of the time T between two requests for this level.
  [[nodiscard]] double transform(double s) const;
};

/// Share of the requests that find all places taken and are lost, in the long run, when stays are
/// exponential: GI/M/c/c.
///
/// 1 / B = sum over k = 0 .. c of C(c, k) prod over i = 1 .. k of (1 - phi(i mu)) / phi(i mu).
/// @param leaving  one over the mean stay, per day; > 0
/// @pre places >= 0
/// Source: Takacs (1962), Introduction to the Theory of Queues, chapter 4, theorem 1.
[[nodiscard]] double renewal_loss(const ThinnedSchedule& requests, double leaving, int places);

}  // namespace stepdown::analysis
