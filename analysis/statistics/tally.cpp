#include "analysis/statistics/tally.hpp"

#include "sim/contract.hpp"

#include <algorithm>

namespace stepdown::analysis {

void Tally::add(std::int32_t number) {
  const auto at = std::lower_bound(
      seen_.begin(), seen_.end(), number, [](const auto& entry, std::int32_t wanted) {
        return entry.first < wanted;
      });
  if (at != seen_.end() && at->first == number)
    ++at->second;
  else
    seen_.emplace(at, number, 1);
  ++count_;
}

std::optional<double> Tally::mean() const {
  if (count_ == 0) return std::nullopt;
  std::int64_t sum = 0;
  for (const auto& [number, times] : seen_)
    sum += std::int64_t{number} * times;
  return static_cast<double>(sum) / static_cast<double>(count_);
}

std::optional<std::int32_t> Tally::quantile(double p) const {
  sim::expects(p >= 0 && p <= 1, "a share between 0 and 1");
  if (count_ == 0) return std::nullopt;
  std::int64_t below = 0;
  for (const auto& [number, times] : seen_) {
    below += times;
    if (static_cast<double>(below) >= p * static_cast<double>(count_)) return number;
  }
  return seen_.back().first;
}

}  // namespace stepdown::analysis
