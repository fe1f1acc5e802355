#include "analysis/statistics/tally.hpp"

#include "sim/contract.hpp"

#include <algorithm>

namespace stepdown::analysis {

void Tally::add(std::span<const std::int32_t> numbers) {
  if (numbers.empty()) return;
  const auto [low, high] = std::ranges::minmax(numbers);
  if (count_ == 0) first_ = low;
  if (!times_.empty() || low != first_ || high != first_) {
    cover(low, high);
    for (const std::int32_t number : numbers)
      ++times_[static_cast<std::size_t>(number - first_)];
  }
  count_ += static_cast<std::int64_t>(numbers.size());
}

/// Makes room for the numbers from `low` to `high`, and for a few beyond: not the first time, as
/// most tallies of a short run need no more.
void Tally::cover(std::int64_t low, std::int64_t high) {
  const std::int64_t spare = times_.empty() ? 0 : 7;
  if (times_.empty()) times_.push_back(static_cast<std::uint32_t>(count_));
  const std::int64_t missing = first_ - low;
  if (missing > 0) {
    times_.insert(times_.begin(), static_cast<std::size_t>(missing + spare), 0);
    first_ -= missing + spare;
  }
  const auto last = static_cast<std::size_t>(high - first_);
  if (last >= times_.size()) times_.resize(last + 1 + static_cast<std::size_t>(spare));
}

std::optional<double> Tally::mean() const {
  if (count_ == 0) return std::nullopt;
  if (times_.empty()) return static_cast<double>(first_);
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < times_.size(); ++i)
    sum += (first_ + static_cast<std::int64_t>(i)) * times_[i];
  return static_cast<double>(sum) / static_cast<double>(count_);
}

std::optional<std::int32_t> Tally::quantile(double p) const {
  const auto found = quantiles(std::array{p});
  return found ? std::optional{found->front()} : std::nullopt;
}

void Tally::find_quantiles(std::span<const double> shares, std::span<std::int32_t> found) const {
  std::int64_t below = 0;
  std::size_t at = 0;
  for (std::size_t next = 0; next < shares.size(); ++next) {
    const double p = shares[next];
    sim::expects(p >= 0 && p <= 1, "a share between 0 and 1");
    const double needed = p * static_cast<double>(count_);
    while (at < times_.size() && (below == 0 || static_cast<double>(below) < needed))
      below += times_[at++];
    const std::int64_t steps = times_.empty() ? 0 : static_cast<std::int64_t>(at) - 1;
    found[next] = static_cast<std::int32_t>(first_ + steps);
  }
}

}  // namespace stepdown::analysis
