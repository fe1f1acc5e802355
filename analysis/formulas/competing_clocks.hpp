#pragma once

#include "sim/distributions/distribution.hpp"

#include <cstddef>
#include <span>
#include <vector>

/// Several clocks start together; the first to ring wins. The stay of a person in a state is such a
/// race: one treatment time against the race exits.
namespace stepdown::analysis {

/// A clock that rings at T with P(T > t) = S(t / time_factor)^hazard_ratio.
struct Clock {
  const sim::Distribution* time = nullptr;
  double time_factor = 1;
  double hazard_ratio = 1;

  [[nodiscard]] double survival(double t) const;
};

/// What one clock contributes: E[T^n; this clock wins] for n = 0, 1, 2, T the time of the first
/// ring. May be +infinity for n >= 1.
struct Win {
  double probability = 0;
  double time = 0;
  double time_square = 0;
};

struct RaceFigures {
  std::vector<Win> wins;  ///< by clock
  double never = 0;       ///< chance that no clock ever rings
};

/// Who wins, and when.
///
/// Clocks that ring at the same instant (reviews, fixed lengths): the one listed first wins.
/// Computed by integrating products of survival functions, P(k wins) = -int prod_{j != k} S_j dS_k,
/// on cells that are halved until two rules agree: probabilities to about 1e-12, moments to 1e-10
/// of their value. Cost is that of some thousand evaluations of each survival function.
/// Source: Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure Time Data, 2nd ed.,
/// chapter 8 (competing risks with independent latent times).
/// @pre at least one clock.
[[nodiscard]] RaceFigures race(std::span<const Clock> clocks);

/// The race on a time grid: E[1; ...] and E[T; ...] over "clock k wins at a time in cell m", where
/// cell m is (m h, (m + 1) h]; what rings at 0 belongs to cell 0.
struct GridWins {
  std::vector<std::vector<double>> mass;  ///< [clock][cell]
  std::vector<std::vector<double>> time;  ///< [clock][cell]
  std::vector<double> survival;           ///< P(T > m h), m = 0 .. cells; 1 at 0
};

/// @pre h > 0, at least one clock.
[[nodiscard]] GridWins race_on_grid(std::span<const Clock> clocks, double h, std::size_t cells);

}  // namespace stepdown::analysis
