#pragma once

#include <array>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

/// The saturated tandem with holding as a Markov chain, solved by iteration.
namespace stepdown::tests {

/// What comes through and what is held, in steady state.
struct TandemFigures {
  double throughput = 0;         ///< people a day
  std::array<double, 3> held{};  ///< by level: share of time in which its one place is held
};

/// Levels of one place each in a row, the first always asked for, exponential treatment times,
/// nothing between them; who is finished keeps the place until the next is free.
class SaturatedTandem {
 public:
  /// Rates of treatment by level, a day. @pre 1 to 3 levels
  explicit SaturatedTandem(std::vector<double> mu) : mu_{std::move(mu)}, p_(27, 0) {
    p_[encode(settle({}))] = 1;
  }

  /// The chain in steps of a short time has the same steady state as in continuous time; states
  /// that cannot occur never get any weight.
  [[nodiscard]] TandemFigures solve() {
    const double dt = 0.5 / std::accumulate(mu_.begin(), mu_.end(), 0.0);
    for (int i = 0; i < 20000; ++i)
      step(dt);
    TandemFigures figures;
    for (std::size_t code = 0; code < p_.size(); ++code) {
      const Levels levels = decode(code);
      if (levels[mu_.size() - 1] == Treating) figures.throughput += p_[code] * mu_.back();
      for (std::size_t i = 0; i < mu_.size(); ++i)
        if (levels[i] == Held) figures.held[i] += p_[code];
    }
    return figures;
  }

 private:
  enum Place : std::size_t { Empty, Treating, Held };
  using Levels = std::array<Place, 3>;

  static Levels decode(std::size_t code) {
    return {static_cast<Place>(code % 3),
            static_cast<Place>(code / 3 % 3),
            static_cast<Place>(code / 9)};
  }
  static std::size_t encode(const Levels& levels) {
    return levels[0] + 3 * levels[1] + 9 * levels[2];
  }

  /// Everybody who is held before an empty place moves on, from the last level backwards.
  [[nodiscard]] Levels settle(Levels levels) const {
    for (std::size_t i = mu_.size() - 1; i > 0; --i) {
      if (levels[i] == Empty && levels[i - 1] == Held) {
        levels[i] = Treating;
        levels[i - 1] = Empty;
      }
    }
    if (levels[0] == Empty) levels[0] = Treating;
    return levels;
  }

  void step(double dt) {
    std::vector<double> next(p_);
    for (std::size_t code = 0; code < p_.size(); ++code) {
      const Levels levels = decode(code);
      for (std::size_t i = 0; i < mu_.size(); ++i) {
        if (levels[i] != Treating) continue;
        Levels after = levels;
        after[i] = i + 1 == mu_.size() ? Empty : Held;
        const double moved = p_[code] * mu_[i] * dt;
        next[code] -= moved;
        next[encode(settle(after))] += moved;
      }
    }
    p_ = std::move(next);
  }

  std::vector<double> mu_;
  std::vector<double> p_;  ///< by code: probability
};

[[nodiscard]] inline TandemFigures saturated_tandem(const std::vector<double>& mu) {
  return SaturatedTandem{mu}.solve();
}

}  // namespace stepdown::tests
