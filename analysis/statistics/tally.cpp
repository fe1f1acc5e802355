#include "analysis/statistics/tally.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stepdown::analysis {

namespace {

/// Of so many numbers those that a share of `p` needs: all of one at least.
std::int64_t needed_for(double p, std::int64_t count) {
  sim::expects(p >= 0 && p <= 1, "a share between 0 and 1");
  const double share = p * static_cast<double>(count);
  const auto whole = static_cast<std::int64_t>(share);
  return whole == 0 || static_cast<double>(whole) < share ? whole + 1 : whole;
}

/// Sorts so few numbers in less than half the time of `std::sort`, as no processor foresees which
/// of two is smaller: each goes behind as many as are smaller, and those before that are equal.
class SortedFew {
 public:
  explicit SortedFew(std::span<const std::int32_t> numbers) {
    std::array<std::int32_t, lanes> all{};
    std::ranges::copy(numbers, all.begin());
    std::array<std::int32_t, lanes> smaller{};
    for (const std::int32_t one : numbers)
      for (std::size_t i = 0; i < lanes; ++i)
        smaller[i] += one < all[i] ? 1 : 0;
    std::array<std::uint8_t, lanes> equal{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const auto before = static_cast<std::size_t>(smaller[i]);
      sorted_[before + equal[before]++] = all[i];
    }
  }

  [[nodiscard]] std::int32_t operator[](std::size_t rank) const { return sorted_[rank]; }

 private:
  static constexpr std::size_t lanes = Tally::most_listed + 1;  // as many as are compared at once

  std::array<std::int32_t, lanes> sorted_{};
};

}  // namespace

void Tally::clear() {
  Tally blank;
  blank.listed_ = std::move(listed_);
  blank.listed_.clear();
  *this = std::move(blank);
}

void Tally::add(std::span<const std::int32_t> numbers) {
  if (numbers.empty()) return;
  if (count_ == 0) first_ = numbers.front();
  const auto first = static_cast<std::int32_t>(first_);
  std::int64_t sum = 0;
  std::int32_t different = 0;  // the bits: many at once, other than answers
  for (const std::int32_t number : numbers) {
    sum += number;
    different |= number ^ first;
  }
  sum_ += sum;
  const bool is_new = different != 0;
  const bool are_few = static_cast<std::size_t>(count_) + numbers.size() <= most_listed;
  if (!times_.empty())
    count_each(numbers);
  else if (are_few && (is_new || !listed_.empty()))
    list(numbers);
  else if (is_new || !listed_.empty())
    count_all(numbers);
  count_ += static_cast<std::int64_t>(numbers.size());
}

void Tally::list(std::span<const std::int32_t> numbers) {
  if (listed_.empty())
    listed_.assign(static_cast<std::size_t>(count_), static_cast<std::int32_t>(first_));
  listed_.insert(listed_.end(), numbers.begin(), numbers.end());
}

/// The numbers so far, and more of them, which are too many for a list.
void Tally::count_all(std::span<const std::int32_t> more) {
  times_.push_back(listed_.empty() ? static_cast<std::uint32_t>(count_) : 0);
  count_each(listed_);
  count_each(more);
  listed_ = {};
}

void Tally::count_each(std::span<const std::int32_t> numbers) {
  if (numbers.empty()) return;
  const auto [low, high] = std::ranges::minmax(numbers);
  cover(low, high);
  for (const std::int32_t number : numbers)
    ++times_[static_cast<std::size_t>(number - first_)];
}

/// Makes room for the numbers from `low` to `high`, and for a few beyond.
void Tally::cover(std::int64_t low, std::int64_t high) {
  constexpr std::int64_t spare = 7;
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
  return static_cast<double>(sum_) / static_cast<double>(count_);
}

std::optional<std::int32_t> Tally::quantile(double p) const {
  const auto found = quantiles(std::array{p});
  return found ? std::optional{found->front()} : std::nullopt;
}

void Tally::find_quantiles(std::span<const double> shares, std::span<std::int32_t> found) const {
  const SortedFew listed(listed_);
  std::int64_t below = 0;
  std::size_t at = 0;
  for (std::size_t next = 0; next < shares.size(); ++next) {
    const std::int64_t needed = needed_for(shares[next], count_);
    if (!listed_.empty()) {
      found[next] = listed[static_cast<std::size_t>(needed - 1)];
      continue;
    }
    while (at < times_.size() && below < needed)
      below += times_[at++];
    const std::int64_t steps = times_.empty() ? 0 : static_cast<std::int64_t>(at) - 1;
    found[next] = static_cast<std::int32_t>(first_ + steps);
  }
}

}  // namespace stepdown::analysis
