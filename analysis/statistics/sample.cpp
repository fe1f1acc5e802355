#include "analysis/statistics/sample.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepdown::analysis {

std::size_t count_for_share(std::size_t count, double share) {
  constexpr double rounding = 1e-9;
  return static_cast<std::size_t>(
      std::max(std::ceil(share * static_cast<double>(count) - rounding), 0.0));
}

std::optional<double> sample_mean(std::span<const double> values) {
  if (values.empty()) return std::nullopt;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<double> sample_quantile(std::vector<double> values, double share) {
  if (values.empty()) return std::nullopt;
  const std::size_t below = std::max(count_for_share(values.size(), share), std::size_t{1});
  const auto found = values.begin() + static_cast<std::ptrdiff_t>(below - 1);
  std::ranges::nth_element(values, found);
  return *found;
}

std::optional<double> quantile_of_next(std::vector<double> values, double share) {
  const double rank = share * static_cast<double>(values.size() + 1);
  if (!(rank >= 1 && rank <= static_cast<double>(values.size()))) return std::nullopt;
  std::ranges::sort(values);
  const auto below = static_cast<std::size_t>(std::floor(rank));
  const double low = values[below - 1];
  if (below == values.size()) return low;
  return low + (rank - std::floor(rank)) * (values[below] - low);
}

}  // namespace stepdown::analysis
