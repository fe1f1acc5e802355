#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace stepdown::analysis {

/// A probability for each whole number from `first` on; what lies outside is below 1e-18 each.
struct CountDistribution {
  std::size_t first = 0;
  std::vector<double> probability;

  [[nodiscard]] double mean() const;
  /// P(N = n)
  [[nodiscard]] double at(std::size_t n) const;
  /// P(N <= n)
  [[nodiscard]] double at_most(std::size_t n) const;
  /// The smallest n with P(N <= n) >= p. @pre 0 <= p < 1.
  [[nodiscard]] std::size_t quantile(double p) const;
};

/// Steady state of a count that rises by one with rate `birth(n)` and falls by one with rate
/// `death(n)`, n >= 0: p(n + 1) = p(n) birth(n) / death(n + 1).
///
/// @param birth, death  per day; `death(n)` > 0 for n >= 1; birth(n) = 0 ends the range.
/// @param mode          a number near which the probability is largest: the sums start there, so
///                      that thousands of people neither overflow nor vanish.
/// @pre a steady state exists: birth(n) / death(n + 1) stays below 1 from some n on.
[[nodiscard]] CountDistribution birth_death(const std::function<double(std::size_t)>& birth,
                                            const std::function<double(std::size_t)>& death,
                                            std::size_t mode);

}  // namespace stepdown::analysis
