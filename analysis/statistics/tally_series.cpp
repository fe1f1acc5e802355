#include "analysis/statistics/tally_series.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::analysis {

void TallySeries::add(std::span<const std::int32_t> numbers) {
  tallies_.resize(std::max(tallies_.size(), numbers.size()));
  held_[held_count_++].assign(numbers.begin(), numbers.end());
  if (held_count_ == most_held) tally_held();
}

void TallySeries::tally_held() {
  const std::span held(held_.data(), held_count_);
  std::size_t in_all = tallies_.size();  // entries that every series has, as mostly all are
  for (const std::vector<std::int32_t>& series : held)
    in_all = std::min(in_all, series.size());
  std::array<std::int32_t, most_held> numbers{};
  for (std::size_t i = 0; i < tallies_.size(); ++i) {
    std::size_t count = 0;
    for (const std::vector<std::int32_t>& series : held)
      if (i < in_all || i < series.size()) numbers[count++] = series[i];
    tallies_[i].add(std::span(numbers.data(), count));
  }
  held_count_ = 0;
}

std::vector<Tally> TallySeries::finish() && {
  tally_held();
  return std::move(tallies_);
}

}  // namespace stepdown::analysis
