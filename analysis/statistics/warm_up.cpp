#include "analysis/statistics/warm_up.hpp"

#include "analysis/statistics/running_moments.hpp"

#include <limits>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr std::size_t batch_size = 5;
constexpr std::size_t fewest_batches = 10;

std::vector<double> batch_means(std::span<const double> series) {
  std::vector<double> means;
  for (std::size_t first = 0; first + batch_size <= series.size(); first += batch_size) {
    double sum = 0;
    for (std::size_t i = 0; i < batch_size; ++i)
      sum += series[first + i];
    means.push_back(sum / batch_size);
  }
  return means;
}

}  // namespace

std::optional<Truncation> mser_5(std::span<const double> series) {
  const std::vector<double> x = batch_means(series);
  const std::size_t n = x.size();
  if (n < fewest_batches) return std::nullopt;
  // The last few values can be close to each other by chance: at least five batches must be left.
  constexpr std::size_t left_at_least = 5;
  RunningMoments rest;  // of x[d] .. x[n - 1], grown from the end
  Truncation best;
  best.statistic = std::numeric_limits<double>::infinity();
  for (std::size_t d = n; d-- > 0;) {
    rest.add(x[d]);
    const auto count = static_cast<double>(n - d);
    if (n - d < left_at_least) continue;
    const double squares = rest.variance().value_or(0) * (count - 1);
    const double statistic = squares / (count * count);
    if (statistic <= best.statistic) {
      best.statistic = statistic;
      best.observations = d * batch_size;
      best.is_reliable = 2 * d <= n;
    }
  }
  return best;
}

}  // namespace stepdown::analysis
