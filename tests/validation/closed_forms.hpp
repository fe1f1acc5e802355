#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

/// Textbook results, written down independently of the program's own theory, that the simulation is
/// held against. One-letter names as in the textbooks: c places, a offered load (erlangs), lambda
/// requests a day, mu treatments a day and place, theta give-ups a day and person waiting.
namespace stepdown::tests {

/// Share turned away in M/G/c/c: B(0) = 1, B(n) = a B(n-1) / (n + a B(n-1)).
[[nodiscard]] inline double erlang_b(int c, double a) {
  double b = 1;
  for (int n = 1; n <= c; ++n)
    b = a * b / (n + a * b);
  return b;
}

/// Share who wait in M/M/c: C = c B / (c - a (1 - B)). @pre a < c
[[nodiscard]] inline double erlang_c(int c, double a) {
  const double b = erlang_b(c, a);
  return c * b / (c - a * (1 - b));
}

/// M/M/c in steady state.
struct Mmc {
  int c = 1;
  double lambda = 0;
  double mu = 1;

  [[nodiscard]] double load() const { return lambda / mu; }
  [[nodiscard]] double p_wait() const { return erlang_c(c, load()); }
  [[nodiscard]] double spare_rate() const { return c * mu - lambda; }
  [[nodiscard]] double mean_wait() const { return p_wait() / spare_rate(); }
  [[nodiscard]] double mean_list() const { return lambda * mean_wait(); }
  /// P(W <= t) = 1 - C exp(-(c mu - lambda) t), first come first served.
  [[nodiscard]] double share_within(double t) const {
    return 1 - p_wait() * std::exp(-spare_rate() * t);
  }
  /// The wait that a share p does not exceed.
  [[nodiscard]] double wait_quantile(double p) const {
    return std::max(0.0, std::log(p_wait() / (1 - p)) / spare_rate());
  }
};

/// A birth and death process: what people who find n ahead of them do, in steady state.
struct BirthAndDeath {
  std::vector<double> p;  ///< P(n people), n = 0, 1, ...

  [[nodiscard]] double mean_list(int c) const {
    double sum = 0;
    for (std::size_t n = static_cast<std::size_t>(c); n < p.size(); ++n)
      sum += static_cast<double>(n - static_cast<std::size_t>(c)) * p[n];
    return sum;
  }
  [[nodiscard]] double at_least(int c) const {
    double sum = 0;
    for (std::size_t n = static_cast<std::size_t>(c); n < p.size(); ++n)
      sum += p[n];
    return sum;
  }
  [[nodiscard]] double mean_census(int c) const {
    double sum = 0;
    for (std::size_t n = 0; n < p.size(); ++n)
      sum += p[n] * std::min(static_cast<double>(n), 1.0 * c);
    return sum;
  }
};

/// M/M/c+M with at most `most` people: p(n+1) / p(n) = lambda / (min(n+1, c) mu + max(n+1-c, 0)
/// theta). theta = 0 and most = c + K: a list of at most K, beyond which people are turned away.
[[nodiscard]] inline BirthAndDeath mmc_with_patience(Mmc q, double theta, int most) {
  BirthAndDeath result;
  result.p = {1};
  double sum = 1;
  for (int n = 1; n <= most; ++n) {
    const double leaving = std::min(n, q.c) * q.mu + std::max(n - q.c, 0) * theta;
    result.p.push_back(result.p.back() * q.lambda / leaving);
    sum += result.p.back();
  }
  for (double& p : result.p)
    p /= sum;
  return result;
}

/// Mean wait in M/G/1: lambda E[S^2] / (2 (1 - rho)) (Pollaczek and Khinchine).
[[nodiscard]] inline double mg1_mean_wait(double lambda, double mean, double cv) {
  return lambda * mean * mean * (1 + cv * cv) / (2 * (1 - lambda * mean));
}

/// Mean waits of two classes with priority, nobody sent away (Cobham): W1 = W0 / (1 - s1), W2 = W0
/// /
/// ((1 - s1)(1 - s1 - s2)), s the loads per place, W0 the mean time until a place is freed for
/// somebody who comes.
[[nodiscard]] inline std::array<double, 2> cobham(double w0, double s1, double s2) {
  return {w0 / (1 - s1), w0 / ((1 - s1) * (1 - s1 - s2))};
}

/// P(N <= n) for a Poisson number with mean a.
[[nodiscard]] inline double poisson_at_most(int n, double a) {
  double sum = 0;
  for (int k = 0; k <= n; ++k)
    sum += std::exp(k * std::log(a) - a - std::lgamma(k + 1.0));
  return sum;
}

/// The smallest n with P(N <= n) >= p.
[[nodiscard]] inline int poisson_quantile(double p, double a) {
  int n = 0;
  while (poisson_at_most(n, a) < p)
    ++n;
  return n;
}

}  // namespace stepdown::tests
