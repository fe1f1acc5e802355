#include "sim/log_histogram.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>

namespace stepdown::sim {

void LogHistogram::make_room() {
  constexpr std::size_t most = 256;
  if (later_.capacity() < most)
    later_.reserve(most);
  else
    settle();
}

void LogHistogram::settle() {
  double sum = sum_;  // not in memory, where each would wait for the one before
  double sum_of_squares = sum_of_squares_;
  double maximum = maximum_;
  double minimum = minimum_;
  std::span<Bin> bins{bins_};
  for (const double x : later_) {
    sum += x;
    sum_of_squares += x * x;
    maximum = std::max(maximum, x);
    minimum = std::min(minimum, x);
    const std::size_t bin = bin_of(x) - first_;
    if (bin < bins.size()) {
      bins[bin].add(x);
    } else {
      add_outside(x);
      bins = bins_;
    }
  }
  sum_ = sum;
  sum_of_squares_ = sum_of_squares;
  maximum_ = maximum;
  minimum_ = minimum;
  count_ += later_.size();
  later_.clear();
}

void LogHistogram::add_outside(double x) {
  expects(std::isfinite(x), "a histogram takes finite numbers that are not negative");
  const std::size_t bin = bin_within_range(x);
  cover(bin, bin);
  bins_[bin - first_].add(x);
}

/// Makes room for the bins from `first` to `last`, by whole octaves, and no more: there are many
/// histograms.
void LogHistogram::cover(std::size_t first, std::size_t last) {
  constexpr std::size_t octave = std::size_t{1} << (52U - mantissa_shift);
  std::size_t begin = first / octave * octave;
  std::size_t end = (last / octave + 1) * octave;
  if (!bins_.empty()) {
    begin = std::min(begin, first_);
    end = std::max(end, first_ + bins_.size());
    if (end - begin == bins_.size()) return;
  }
  const auto widen = [&](auto& counts) {
    std::remove_reference_t<decltype(counts)> wider(end - begin);
    std::ranges::copy(counts, wider.begin() + static_cast<std::ptrdiff_t>(first_ - begin));
    counts = std::move(wider);
  };
  if (bins_.empty()) first_ = begin;
  widen(bins_);
  if (!upper_bits_.empty()) widen(upper_bits_);
  first_ = begin;
}

/// Without the empty ones at both ends. @pre there is one
std::span<const LogHistogram::Bin> LogHistogram::used_bins() const {
  const auto is_used = [](const Bin& bin) { return bin.largest > 0; };
  const auto begin = std::ranges::find_if(bins_, is_used);
  const auto end = std::find_if(bins_.rbegin(), bins_.rend(), is_used).base();
  return {begin, end};
}

std::uint64_t LogHistogram::count_in(std::size_t number) const {
  const std::uint64_t upper = upper_bits_.empty() ? 0 : upper_bits_[number].count;
  return upper << 32U | bins_[number].count;
}

LogHistogram::Content LogHistogram::content_of(std::size_t number) const {
  return content_of(bins_[number], upper_bits_.empty() ? UpperBits{} : upper_bits_[number]);
}

double LogHistogram::value_of_rank(std::size_t number, std::uint64_t rank) const {
  const Content content = content_of(number);
  const double largest = content.largest;
  const std::uint64_t smaller = content.count - content.at_largest;
  if (rank > smaller) return largest;
  const double low = content.low(edge_of(first_ + number), minimum_);
  return low + (largest - low) * static_cast<double>(rank) / static_cast<double>(smaller + 1);
}

double LogHistogram::Content::number_at_most(double x, double edge, double smallest) const {
  if (x >= largest) return static_cast<double>(count);
  const double from = low(edge, smallest);
  if (x <= from) return 0;
  return (x - from) / (largest - from) * static_cast<double>(count - at_largest);
}

void LogHistogram::Content::add(const Content& other) {
  const std::uint64_t own = largest >= other.largest ? at_largest : 0;
  const std::uint64_t others = other.largest >= largest ? other.at_largest : 0;
  count += other.count;
  at_largest = own + others;
  largest = std::max(largest, other.largest);
}

/// Adds a bin of another histogram that has the same edges.
void LogHistogram::add_to(std::size_t number, const LogHistogram& other, std::size_t other_number) {
  Content sum = content_of(number);
  sum.add(other.content_of(other_number));
  bins_[number] = sum.lower_bits();
  const UpperBits upper = sum.upper_bits();
  if (upper.count == 0 && upper_bits_.empty()) return;
  upper_bits_.resize(bins_.size());
  upper_bits_[number] = upper;
}

bool LogHistogram::are_empty(std::span<const Bin> bins) {
  std::uint64_t bits = 0;
  for (const Bin& bin : bins)
    bits |= std::bit_cast<std::uint64_t>(bin.largest);
  return bits == 0;
}

/// Adds some bins of `other`, of which one or the other is empty: adding these as well takes less
/// time than asking, as no processor foresees the answer.
void LogHistogram::add_bins(std::size_t number,
                            std::span<const Bin> more_bins,
                            const LogHistogram& other) {
  const bool are_small = upper_bits_.empty() && other.upper_bits_.empty();
  for (const Bin& more : more_bins) {
    Bin& bin = bins_[number];
    const std::uint64_t count = std::uint64_t{bin.count} + more.count;
    if (!are_small || count >> 32U != 0) [[unlikely]] {
      add_to(number++, other, static_cast<std::size_t>(&more - other.bins_.data()));
      continue;
    }
    const std::uint32_t own = bin.largest >= more.largest ? bin.at_largest : 0;
    const std::uint32_t others = more.largest >= bin.largest ? more.at_largest : 0;
    bin = {static_cast<std::uint32_t>(count), own + others, std::max(bin.largest, more.largest)};
    ++number;
  }
}

void LogHistogram::add_zeros(std::uint64_t number) {
  if (number == 0) return;
  count_ += number;
  zeros_ += number;
  minimum_ = 0;
}

void LogHistogram::merge(const LogHistogram& other) {
  expects(later_.empty() && other.later_.empty(), "what is to be added later has been added");
  constexpr std::size_t bins_at_once = 8;
  if (other.count_ > other.zeros_) {
    const std::span<const Bin> used = other.used_bins();
    const auto other_first = static_cast<std::size_t>(used.data() - other.bins_.data());
    const std::size_t offset = other.first_ + other_first;  // the bin's number
    cover(offset, offset + used.size() - 1);
    for (std::size_t i = 0; i < used.size(); i += bins_at_once) {
      const auto some = used.subspan(i, std::min(bins_at_once, used.size() - i));
      if (are_empty(some)) continue;  // as most of them are
      add_bins(offset - first_ + i, some, other);
    }
  }
  count_ += other.count_;
  zeros_ += other.zeros_;
  sum_ += other.sum_;
  sum_of_squares_ += other.sum_of_squares_;
  minimum_ = std::min(minimum_, other.minimum_);
  maximum_ = std::max(maximum_, other.maximum_);
}

void LogHistogram::clear() {
  std::fill(bins_.begin(), bins_.end(), Bin{});
  LogHistogram blank;
  blank.later_ = std::move(later_);
  blank.later_.clear();
  blank.bins_ = std::move(bins_);
  blank.first_ = first_;
  *this = std::move(blank);
}

LogHistogram::Contents LogHistogram::contents() const {
  expects(later_.empty(), "what is to be added later has been added");
  Contents record;
  for (std::size_t i = 0; i < bins_.size(); ++i) {
    const Content in = content_of(i);
    if (in.largest > 0) record.bins.push_back({first_ + i, in.count, in.at_largest, in.largest});
  }
  record.zeros = zeros_;
  record.sum = sum_;
  record.sum_of_squares = sum_of_squares_;
  record.minimum = count_ > 0 ? minimum_ : 0;
  return record;
}

LogHistogram LogHistogram::of(const Contents& contents) {
  LogHistogram result;
  result.add_zeros(contents.zeros);
  if (contents.bins.empty()) return result;
  const std::size_t last = contents.bins.back().number;
  expects(last <= bin_of(highest_value), "bins are those of such a histogram");
  result.cover(contents.bins.front().number, last);
  for (const Contents::Bin& bin : contents.bins) {
    const std::size_t number = bin.number - result.first_;
    expects(number < result.bins_.size(), "bins are in the order of their numbers");
    const Content content{bin.count, bin.at_largest, bin.largest};
    result.count_ += bin.count;
    result.bins_[number] = content.lower_bits();
    if (bin.count >> 32U == 0) continue;
    result.upper_bits_.resize(result.bins_.size());
    result.upper_bits_[number] = content.upper_bits();
  }
  result.sum_ = contents.sum;
  result.sum_of_squares_ = contents.sum_of_squares;
  result.minimum_ = contents.minimum;
  result.maximum_ = contents.bins.back().largest;
  return result;
}

double LogHistogram::mean() const {
  expects(count_ > 0, "a mean needs at least one value");
  return sum_ / static_cast<double>(count_);
}

double LogHistogram::sample_variance() const {
  expects(count_ > 1, "a variance needs at least two values");
  const auto n = static_cast<double>(count_);
  return std::max(0.0, (sum_of_squares_ - sum_ * sum_ / n) / (n - 1));
}

double LogHistogram::minimum() const {
  expects(count_ > 0, "a smallest value needs at least one value");
  return minimum_;
}

double LogHistogram::maximum() const {
  expects(count_ > 0, "a largest value needs at least one value");
  return maximum_;
}

double LogHistogram::quantile(double p) const {
  return quantiles(std::array{p}).front();
}

void LogHistogram::find_quantiles(std::span<const double> shares, std::span<double> found) const {
  expects(later_.empty(), "what is to be added later has been added");
  expects(count_ > 0, "a quantile needs at least one value");
  expects(std::ranges::is_sorted(shares), "several quantiles are asked for in ascending order");
  const auto n = static_cast<double>(count_);
  std::uint64_t below = zeros_;
  std::size_t next = 0;  // the bins before it hold `below` values, with the zeros
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double p = shares[i];
    expects(p >= 0 && p <= 1, "a quantile is asked for with a probability");
    const auto wanted = std::max<std::uint64_t>(
        1, std::min(count_, static_cast<std::uint64_t>(std::ceil(p * n * (1 - 0x1p-50)))));
    if (wanted <= zeros_) {
      found[i] = 0;
    } else if (wanted == count_) {
      found[i] = maximum_;
    } else {
      while (below < wanted && next < bins_.size())
        below += count_in(next++);
      found[i] = value_of_rank(next - 1, wanted - (below - count_in(next - 1)));
    }
  }
}

std::uint64_t LogHistogram::count_below(std::size_t bin) const {
  const std::size_t below = bin > first_ ? std::min(bin - first_, bins_.size()) : 0;
  std::uint64_t lower = 0;
  for (const Bin& each : std::span{bins_}.first(below))
    lower += each.count;
  std::uint64_t upper = 0;
  if (!upper_bits_.empty())
    for (const UpperBits& each : std::span{upper_bits_}.first(below))
      upper += each.count;
  return (upper << 32U) + lower;
}

double LogHistogram::number_at_most(double x) const {
  if (x >= maximum_) return static_cast<double>(count_);
  if (x < 0) return 0;
  auto at_most = static_cast<double>(zeros_);
  if (x > 0) {
    const std::size_t bin = bin_within_range(x);
    at_most += static_cast<double>(count_below(bin));
    if (bin >= first_ && bin - first_ < bins_.size())
      at_most += content_of(bin - first_).number_at_most(x, edge_of(bin), minimum_);
  }
  return at_most;
}

double LogHistogram::share_at_most(double x) const {
  expects(count_ > 0, "a share needs at least one value");
  return number_at_most(x) / static_cast<double>(count_);
}

}  // namespace stepdown::sim
