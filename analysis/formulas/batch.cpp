#include "analysis/formulas/batch.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace stepdown::analysis {

namespace {

/// Adds to `sum`, for each size, `weight(size, share)` times P(k of size - `left_out`).
template <class Weight>
void add_binomials(const BatchSizes& sizes,
                   int left_out,
                   double p,
                   std::vector<double>& sum,
                   const Weight& weight) {
  for (const auto& [size, share] : sizes) {
    const std::vector<double> some = binomial(size - left_out, p);
    for (std::size_t k = 0; k < some.size(); ++k)
      sum[k] += weight(size, share) * some[k];
  }
}

}  // namespace

std::size_t largest_of(const BatchSizes& sizes) {
  sim::expects(!sizes.empty(), "a batch of some size");
  return static_cast<std::size_t>(
      std::ranges::max(sizes, {}, &std::pair<int, double>::first).first);
}

double mean_of(const BatchSizes& sizes) {
  double mean = 0;
  for (const auto& [size, share] : sizes)
    mean += size * share;
  return mean;
}

std::vector<double> binomial(int n, double p) {
  sim::expects(n >= 0 && p >= 0 && p <= 1, "a number and a chance");
  std::vector<double> of(static_cast<std::size_t>(n) + 1, 0.0);
  // From the end where most are: (1 - p)^n is then a double for a thousand people.
  const bool is_mirrored = p > 0.5;
  const double q = is_mirrored ? 1 - p : p;
  double term = std::pow(1 - q, n);
  for (int k = 0; k <= n; ++k) {
    of[static_cast<std::size_t>(is_mirrored ? n - k : k)] = term;
    term *= (n - k) * q / ((k + 1) * (1 - q));
  }
  return of;
}

std::vector<double> present_of_batch(const BatchSizes& sizes, double p) {
  std::vector<double> present(largest_of(sizes) + 1, 0.0);
  add_binomials(sizes, 0, p, present, [](int, double share) { return share; });
  present.erase(present.begin());
  return present;
}

std::vector<double> companions(const BatchSizes& sizes, double p) {
  const double mean = mean_of(sizes);
  std::vector<double> found(largest_of(sizes), 0.0);
  add_binomials(sizes, 1, p, found, [mean](int size, double share) { return size * share / mean; });
  return found;
}

std::vector<double> companions(const BatchSizes& sizes, double before, double after) {
  constexpr double hardly_any = 1e-3;
  const double change = (after - before) * static_cast<double>(largest_of(sizes));
  if (std::abs(change) < hardly_any) return companions(sizes, (before + after) / 2);
  // Gauss and Legendre's rule of eight points, in pieces in which few come.
  constexpr std::array<double, 4> points{
      0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363};
  constexpr std::array<double, 4> weights{
      0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763};
  const int pieces = 1 + static_cast<int>(std::abs(change) / 4);
  std::vector<double> found(largest_of(sizes), 0.0);
  for (int piece = 0; piece < pieces; ++piece) {
    for (std::size_t i = 0; i < 2 * points.size(); ++i) {
      const double x = i % 2 == 0 ? points[i / 2] : -points[i / 2];
      const double at = (piece + (1 + x) / 2) / pieces;
      const double weight = weights[i / 2] / 2 / pieces;
      const std::vector<double> then = companions(sizes, before + at * (after - before));
      for (std::size_t j = 0; j < found.size(); ++j)
        found[j] += weight * then[j];
    }
  }
  return found;
}

}  // namespace stepdown::analysis
