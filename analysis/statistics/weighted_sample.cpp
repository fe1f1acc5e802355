#include "analysis/statistics/weighted_sample.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace stepdown::analysis {

namespace {

double sum_of_all(std::span<const double> weights) {
  return std::accumulate(weights.begin(), weights.end(), 0.0);
}

}  // namespace

std::optional<double> weighted_mean(std::span<const double> values,
                                    std::span<const double> weights) {
  sim::expects(values.size() == weights.size(), "as many weights as values");
  const double all = sum_of_all(weights);
  if (!(all > 0)) return std::nullopt;
  return std::inner_product(values.begin(), values.end(), weights.begin(), 0.0) / all;
}

std::optional<double> weighted_deviation(std::span<const double> values,
                                         std::span<const double> weights) {
  const auto mean = weighted_mean(values, weights);
  if (!mean) return std::nullopt;
  const double all = sum_of_all(weights);
  double squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    squares += weights[i] / all * (values[i] - *mean) * (values[i] - *mean);
  const double free = 1 - 1 / effective_count(weights);
  if (!(free > 0)) return std::nullopt;
  return std::sqrt(squares / free);
}

std::optional<double> weighted_quantile(std::span<const double> values,
                                        std::span<const double> weights,
                                        double share) {
  sim::expects(values.size() == weights.size(), "as many weights as values");
  sim::expects(share >= 0 && share <= 1, "a share of the weight");
  const double all = sum_of_all(weights);
  if (!(all > 0)) return std::nullopt;
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  constexpr double rounding = 1e-12;
  std::optional<double> found;
  double below = 0;
  for (const std::size_t i : order) {
    if (!(weights[i] > 0)) continue;
    found = values[i];
    below += weights[i];
    if (below >= (share - rounding) * all) break;
  }
  return found;
}

double effective_count(std::span<const double> weights) {
  const double squares = std::inner_product(weights.begin(), weights.end(), weights.begin(), 0.0);
  const double all = sum_of_all(weights);
  return squares > 0 ? all * all / squares : 0;
}

}  // namespace stepdown::analysis
