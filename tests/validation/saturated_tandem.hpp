#pragma once

#include <array>
#include <cstddef>
#include <vector>

/// The saturated tandem with holding as a Markov chain, solved by iteration.
namespace stepdown::tests {

/// What comes through and what is held, in steady state.
struct TandemFigures {
  double throughput = 0;         ///< people a day
  std::array<double, 3> held{};  ///< by level: share of time in which its one place is held
};

/// Levels of one place each in a row, the first always asked for, exponential treatment times of
/// rates `mu` (a day), nothing between them; who is finished keeps the place until the next is
/// free.
/// @pre 1 to 3 levels
[[nodiscard]] inline TandemFigures saturated_tandem(const std::vector<double>& mu) {
  enum : int { Empty, Treating, Held };
  const std::size_t n = mu.size();
  std::size_t states = 1;
  for (std::size_t i = 0; i < n; ++i)
    states *= 3;
  using State = std::array<int, 3>;
  const auto decode = [n](std::size_t code) {
    State s{};
    for (std::size_t i = 0; i < n; ++i, code /= 3)
      s[i] = static_cast<int>(code % 3);
    return s;
  };
  const auto encode = [n](const State& s) {
    std::size_t code = 0;
    for (std::size_t i = n; i > 0; --i)
      code = code * 3 + static_cast<std::size_t>(s[i - 1]);
    return code;
  };
  // Everybody who is held before a place that is empty moves on, from the last level backwards.
  const auto settle = [n](State s) {
    for (std::size_t i = n; i > 1; --i) {
      if (s[i - 1] == Empty && s[i - 2] == Held) {
        s[i - 1] = Treating;
        s[i - 2] = Empty;
      }
    }
    if (s[0] == Empty) s[0] = Treating;
    return s;
  };
  // Power iteration of the chain in steps of dt, which has the same steady state as in continuous
  // time. States that cannot occur lose all their weight or never get any.
  double fastest = 0;
  for (const double rate : mu)
    fastest += rate;
  const double dt = 0.5 / fastest;
  std::vector<double> p(states, 0);
  p[encode(settle(State{}))] = 1;
  for (int step = 0; step < 20000; ++step) {
    std::vector<double> next(p);
    for (std::size_t code = 0; code < states; ++code) {
      if (p[code] == 0) continue;
      const State s = decode(code);
      for (std::size_t i = 0; i < n; ++i) {
        if (s[i] != Treating) continue;
        State after = s;
        after[i] = i + 1 == n ? Empty : Held;
        const double moved = p[code] * mu[i] * dt;
        next[code] -= moved;
        next[encode(settle(after))] += moved;
      }
    }
    p = next;
  }
  TandemFigures figures;
  for (std::size_t code = 0; code < states; ++code) {
    const State s = decode(code);
    if (s[n - 1] == Treating) figures.throughput += p[code] * mu[n - 1];
    for (std::size_t i = 0; i < n; ++i)
      if (s[i] == Held) figures.held[i] += p[code];
  }
  return figures;
}

}  // namespace stepdown::tests
