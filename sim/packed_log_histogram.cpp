#include "sim/packed_log_histogram.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <iterator>

namespace stepdown::sim {

std::size_t PackedLogHistogram::number_of(const Bin& bin) {
  return LogHistogram::bin_within_range(bin.largest);
}

LogHistogram::Content PackedLogHistogram::content_of(std::size_t place) const {
  return LogHistogram::content_of(bins_[place],
                                  upper_bits_.empty() ? UpperBits{} : upper_bits_[place]);
}

void PackedLogHistogram::set(std::size_t place, const Content& content) {
  bins_[place] = content.lower_bits();
  const UpperBits upper = content.upper_bits();
  if (upper.count == 0 && upper_bits_.empty()) return;
  upper_bits_.resize(bins_.size());
  upper_bits_[place] = upper;
}

std::size_t PackedLogHistogram::new_in(const LogHistogram& other) const {
  std::size_t number = other.first_;
  std::size_t found = 0;
  auto own = bins_.begin();
  for (const Bin& bin : other.bins_) {
    if (bin.largest > 0) {
      while (own != bins_.end() && number_of(*own) < number)
        ++own;
      if (own == bins_.end() || number_of(*own) != number) ++found;
    }
    ++number;
  }
  return found;
}

/// Into this one, in which there is nothing.
void PackedLogHistogram::copy_bins(std::span<const Bin> used) {
  const auto is_used = [](const Bin& bin) { return bin.largest > 0; };
  bins_.resize(static_cast<std::size_t>(std::ranges::count_if(used, is_used)));
  auto to = bins_.begin();
  for (const Bin& bin : used) {  // an empty one is written, too, and the next one over it
    *to = bin;
    to += is_used(bin) ? 1 : 0;
  }
}

/// From the last bin to the first, so that no bin is written to before it has been read.
void PackedLogHistogram::merge_bins(const LogHistogram& other) {
  std::size_t own = bins_.size();  // those before it have not been read
  std::size_t to = own + new_in(other);
  bins_.reserve(to);  // no more than that
  bins_.resize(to);
  if (!upper_bits_.empty()) upper_bits_.resize(to);
  for (std::size_t i = other.bins_.size(); i-- > 0;) {
    if (other.bins_[i].largest == 0) continue;
    const std::size_t number = other.first_ + i;
    while (own > 0 && number_of(bins_[own - 1]) > number)
      set(--to, content_of(--own));
    Content sum = other.content_of(i);
    if (own > 0 && number_of(bins_[own - 1]) == number) sum.add(content_of(--own));
    set(--to, sum);
  }
}

void PackedLogHistogram::merge(const LogHistogram& other) {
  expects(other.later_.empty(), "what is to be added later has been added");
  if (other.count_ > other.zeros_) {
    if (bins_.empty() && other.upper_bits_.empty())
      copy_bins(other.used_bins());
    else
      merge_bins(other);
  }
  count_ += other.count_;
  zeros_ += other.zeros_;
  minimum_ = std::min(minimum_, other.minimum_);
  maximum_ = std::max(maximum_, other.maximum_);
}

double PackedLogHistogram::number_at_most(double x) const {
  if (x >= maximum_) return static_cast<double>(count_);
  if (x < 0) return 0;
  auto at_most = static_cast<double>(zeros_);
  if (x > 0) {
    const std::size_t number = LogHistogram::bin_within_range(x);
    const auto its = std::ranges::lower_bound(bins_, number, {}, number_of);
    const auto place = static_cast<std::size_t>(std::distance(bins_.begin(), its));
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < place; ++i)
      below += content_of(i).count;
    at_most += static_cast<double>(below);
    if (place < bins_.size() && number_of(*its) == number)
      at_most += content_of(place).number_at_most(x, LogHistogram::edge_of(number), minimum_);
  }
  return at_most;
}

}  // namespace stepdown::sim
