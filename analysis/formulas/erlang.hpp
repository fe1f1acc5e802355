#pragma once

#include "analysis/formulas/birth_death.hpp"

#include <optional>

/// One level on its own: Poisson requests, exponential treatment times, places, a waiting list.
namespace stepdown::analysis {

/// One place more in Erlang's loss formula: B(n) = a b / (n + a b), b = B(n-1), from B(0) = 1 on.
/// Stable for any number of places.
/// Source: Cooper (1981), Introduction to Queueing Theory, 2nd ed., section 3.3.
[[nodiscard]] inline double next_erlang_b(double a, int n, double b) {
  return a * b / (n + a * b);
}

/// Chance that all places are taken when those who find none go elsewhere (Erlang's loss formula).
///
/// @param a  offered load, people; >= 0
/// @param c  places; >= 0
///
/// Holds for every distribution of treatment time with the same mean. It is also P(N = c) over
/// P(N <= c) of a Poisson census with mean a: B(c) = (a^c / c!) / sum_{n = 0 .. c} a^n / n!.
/// O(c). Source: Erlang (1917), Solution of some problems in the theory of probabilities of
/// significance in automatic telephone exchanges.
[[nodiscard]] double erlang_b(double a, int c);

/// Chance that someone who asks for a place must wait, when all wait as long as it takes (Erlang's
/// delay formula): C = B / (1 - (a / c) (1 - B)), B the loss formula.
///
/// @returns nothing when a >= c: then the waiting list grows without end.
/// @pre a >= 0, c >= 1.
/// Source: Erlang (1917) as above; Cooper (1981), section 3.4.
[[nodiscard]] std::optional<double> erlang_c(double a, int c);

/// A level with a waiting list, first come first served.
struct WaitingSystem {
  double lambda = 0;  ///< requests per day
  double mu = 0;      ///< one over the mean treatment time, per day
  int c = 0;          ///< places
  double theta = 0;   ///< one over the mean patience, per day; 0: all wait for ever
  std::optional<int> list_limit =
      std::nullopt;  ///< beyond it people are turned away; 0: nobody waits

  [[nodiscard]] double offered_load() const { return lambda / mu; }
  /// Neither patience nor a limit keeps the list short: M/M/c, which has closed forms.
  [[nodiscard]] bool waits_for_ever() const { return theta == 0 && !list_limit; }
};

/// What becomes of requests to a `WaitingSystem` in the long run. Shares are of all requests.
struct WaitingFigures {
  double census = 0;         ///< mean people in places
  double list = 0;           ///< mean people waiting
  double full = 0;           ///< share of time without a free place
  double p_wait = 0;         ///< must wait (turned away not counted)
  double turned_away = 0;    ///< found the list full
  double gave_up = 0;        ///< left the list
  double wait_all = 0;       ///< days on the list, mean over all who were not turned away
  double wait_admitted = 0;  ///< days from request to admission, mean over those admitted
};

/// Steady state of M/M/c (Erlang C), M/M/c/K (Erlang B when nobody waits) and M/M/c+M (Erlang A).
///
/// @returns nothing when there is none: no patience, no limit and offered load >= places.
/// M/M/c has closed forms: with C of Erlang's delay formula the mean wait is C / (c mu - lambda),
/// the list lambda times that. The others are solved as a birth-death process: people fall by one
/// with rate min(n, c) mu + (n - c)+ theta. Source: Palm (1957), Research on telephone traffic
/// carried by full availability groups (patience); Mandelbaum and Zeltyn (2007), Service
/// engineering in action: the Palm/Erlang-A queue, with applications to call centers.
[[nodiscard]] std::optional<WaitingFigures> solve(const WaitingSystem& system);

/// P(wait > t) of those who are admitted, t in days >= 0; nothing when there is no steady state.
///
/// Someone with k people ahead is admitted with probability c mu / (c mu + (k + 1) theta), after a
/// sum of k + 1 exponential times with rates c mu + j theta, j = 1 .. k + 1; its distribution is
/// I_x(k + 1, c mu / theta + 1) with x = 1 - exp(-theta t), or Erlang when theta = 0. Without
/// patience and without a limit P(wait > t) = C exp(-(c mu - lambda) t).
[[nodiscard]] std::optional<double> wait_exceeds(const WaitingSystem& system, double t);

/// The wait that a share p of those admitted do not exceed, days; nothing without a steady state.
/// Without patience and without a limit: ln(C / (1 - p)) / (c mu - lambda) when C > 1 - p, else 0.
/// @pre 0 <= p < 1.
[[nodiscard]] std::optional<double> wait_quantile(const WaitingSystem& system, double p);

/// Mean wait when treatment times are not exponential: (1 + cv^2) / 2 times that of exponential
/// ones. Exact for one place (Pollaczek and Khinchine), an approximation for more.
///
/// @param cv  standard deviation over mean of the treatment time
/// Source: Lee and Longton (1959), Queueing processes associated with airline passenger check-in,
/// Operational Research Quarterly 10.
[[nodiscard]] std::optional<double> mean_wait_any_shape(const WaitingSystem& system, double cv);

}  // namespace stepdown::analysis
