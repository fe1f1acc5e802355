#pragma once

#include "analysis/formulas/blocking_network.hpp"
#include "analysis/formulas/no_answer.hpp"

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

/// Steady state of a small pathway with exponential times, finite places and holding, without any
/// approximation but a cap on the number of people where lists have no limit.
namespace stepdown::analysis {

/// One station in the long run; rates are per day.
struct ExactStation {
  double census = 0;  ///< treated and held
  double treated = 0;
  double held = 0;
  std::vector<double> held_for;             ///< by station waited for
  double list = 0;                          ///< holders elsewhere included
  double full = 0;                          ///< share of time without a free place
  std::vector<double> census_distribution;  ///< P(n people in places), n = 0, 1, ...
  double requests = 0;
  double delayed = 0;  ///< of the requests
  double admissions = 0;
  double turned_away = 0;
  double gave_up = 0;
  double swaps = 0;

  /// Share of requests that had to wait; nothing when nobody asks.
  [[nodiscard]] std::optional<double> p_delay() const;
  /// Days on the list, mean over all requests that were not turned away (Little's law).
  [[nodiscard]] std::optional<double> wait() const;
};

struct ExactFigures {
  std::vector<ExactStation> stations;
  std::size_t states = 0;
  double lost = 0;  ///< arrivals per day lost to the cap: the error of leaving out larger numbers
};

/// Finds all states that can be reached from the empty network, and their long-run probabilities
/// (pi Q = 0: sparse LU up to 2,000 states, Gauss-Seidel beyond).
///
/// @returns `NoAnswer` beyond `most_states`, or when the empty network is never seen again.
/// Source: Stewart (1994), Introduction to the Numerical Solution of Markov Chains, chapter 2;
/// the blocking rule is "blocking after service" of Perros (1994), Queueing Networks with Blocking.
[[nodiscard]] std::variant<ExactFigures, NoAnswer> solve_exactly(const BlockingNetwork& network,
                                                                 std::size_t most_states = 100'000);

}  // namespace stepdown::analysis
