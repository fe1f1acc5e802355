#pragma once

#include <span>

/// Losses where people come at random at a rate that changes.
namespace stepdown::analysis {

/// A stretch of time with one rate of requests.
struct LossStretch {
  double requests = 0;      ///< a day; >= 0
  double leaving = 0;       ///< of each who is there, per day: one over the mean stay; >= 0
  double days = 0;          ///< how long it lasts; > 0
  bool is_observed = true;  ///< whether its requests count
};

/// Share of the requests in the observed stretches that find all places taken and are lost:
/// M(t)/M/c/c, by its forward equations p_n' = lambda p_(n-1) + (n + 1) mu p_(n+1) - (lambda + n
/// mu) p_n, by Crank and Nicolson's rule in steps of a twelfth of a mean stay at most; the error is
/// some 0.1 % of the share.
///
/// @param load_before  mean number of people at the beginning, were places unlimited: they are
/// Poisson, as far as they fit; >= 0
/// @pre some observed stretch has requests; places >= 0
/// Source: Green and Kolesar (1991), Management Science 37(1), section 2, for the equations.
[[nodiscard]] double varying_loss(std::span<const LossStretch> stretches,
                                  double load_before,
                                  int places);

/// Steps in time that it takes; each costs as many operations as there are places.
[[nodiscard]] double steps_of_varying_loss(std::span<const LossStretch> stretches);

}  // namespace stepdown::analysis
