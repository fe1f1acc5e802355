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

}  // namespace stepdown::analysis
