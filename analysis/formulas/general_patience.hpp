#pragma once

#include "analysis/formulas/erlang.hpp"
#include "sim/distributions/distribution.hpp"

#include <optional>
#include <vector>

namespace stepdown::analysis {

/// One kind of patience among those who ask. All times are multiplied by `factor`.
struct PatienceShare {
  double share = 0;                         ///< of all who ask; all shares sum to 1
  std::optional<sim::Distribution> time{};  ///< days; nothing: waits for ever
  double factor = 1;
};

/// A level with a waiting list, first come first served, whose people wait as long as they will.
struct ImpatientSystem {
  double lambda = 0;  ///< requests per day
  double mu = 0;      ///< one over the mean treatment time, per day
  int c = 0;          ///< places
  std::vector<PatienceShare> patience;

  /// P(somebody still waits after t days, if not admitted).
  [[nodiscard]] double still_waits(double t) const;
};

/// What becomes of requests in the long run, and the wait that 90 % of those admitted do not
/// exceed.
struct ImpatientFigures {
  WaitingFigures figures;
  double wait_p90 = 0;  ///< days
};

/// Steady state of M/M/c+G: exact for Poisson requests, exponential treatment times and any
/// patience.
///
/// With S(t) the share who still wait after t, H(x) the integral of S from 0 to x, the wait that
/// somebody with endless patience would have is more than 0 with density
/// v(x) = lambda exp(lambda H(x) - c mu x) / (E + lambda J), J the integral of the exponential, and
/// E = 1 / B(c - 1), B Erlang's loss formula. From it follow all figures: who waits, v's integral;
/// who gives up, that of (1 - S) v; the list, lambda times that of H v. Integrated on a grid, to a
/// relative error of some 1e-4.
/// @returns nothing when there is none: as many as wait for ever fill all places.
/// @pre lambda > 0, mu > 0, c >= 1.
/// Source: Baccelli and Hebuterne (1981), On queues with impatient customers, Performance '81;
/// in this form Zeltyn and Mandelbaum (2005), Call centers with impatient customers: many-server
/// asymptotics of the M/M/n+G queue, Queueing Systems 51, section 3.
[[nodiscard]] std::optional<ImpatientFigures> solve(const ImpatientSystem& system);

}  // namespace stepdown::analysis
