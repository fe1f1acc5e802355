#include "analysis/statistics/tally_series.hpp"

#include <algorithm>

namespace stepdown::analysis {

void TallySeries::add(std::span<const std::int32_t> numbers) {
  size_ = std::max(size_, numbers.size());
  held_[held_count_++].assign(numbers.begin(), numbers.end());
  if (held_count_ == most_held) tally_held();
}

void TallySeries::finish() {
  if (!tallies_.empty()) tally_held();
}

std::span<const std::int32_t> TallySeries::held(std::size_t entry, Numbers& room) const {
  std::size_t count = 0;
  for (const std::vector<std::int32_t>& series : std::span(held_).first(held_count_))
    if (entry < series.size()) room[count++] = series[entry];
  return std::span(room).first(count);
}

void TallySeries::tally_held() {
  tallies_.resize(size_);
  Numbers room{};
  for (std::size_t i = 0; i < size_; ++i)
    tallies_[i].add(held(i, room));
  held_count_ = 0;
}

const Tally& TallySeries::at(std::size_t entry, Tally& scratch) const {
  if (!tallies_.empty()) return tallies_[entry];
  Numbers room{};
  scratch.clear();
  scratch.add(held(entry, room));
  return scratch;
}

}  // namespace stepdown::analysis
