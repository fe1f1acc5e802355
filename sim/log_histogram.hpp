#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace stepdown::sim {

/// A histogram of non-negative numbers whose bins have the same relative width everywhere.
///
/// A bin is an exponent and 7 bits of mantissa, so its width is at most 1/128 of its lower edge;
/// zero has its own bin. Count, sum, sum of squares, smallest and largest are exact. A bin includes
/// its upper edge, not its lower one, so shares "within 7 days" count a wait of exactly 7 days; all
/// whole numbers up to 256 are edges. Each bin remembers the largest value seen in it and how many
/// values are equal to that, beside its count so that adding a value touches one place in memory:
/// lengths that many people have in common, such as a program of 28 d, stay apart from those that
/// are a little shorter, which are taken as spread evenly over the bin. Values below 2^-30 share
/// the lowest bin, values above 2^40 the highest. Histograms merge without loss. At most 144 KB, 2
/// KB per octave seen.
class LogHistogram {
 public:
  /// @pre x >= 0 and finite
  void add(double x) {
    ++count_;
    if (x <= 0) {  // most waits
      ++zeros_;
      minimum_ = 0;
      return;
    }
    sum_ += x;
    sum_of_squares_ += x * x;
    if (x > maximum_) maximum_ = x;
    if (x < minimum_) minimum_ = x;
    const std::size_t bin = bin_of(x) - first_;
    if (bin >= bins_.size()) [[unlikely]] {
      add_outside(x);
      return;
    }
    bins_[bin].add(x);
  }

  /// The same a little later, many at once while the bins are at hand, which takes less time where
  /// much else goes through the cache in between. Nothing but `add` and `settle` may follow until
  /// `settle`. @pre as `add`
  void add_later(double x) {
    if (x <= 0) {
      add(x);
      return;
    }
    if (later_.size() == later_.capacity()) [[unlikely]]
      make_room();
    later_.push_back(x);
  }
  /// Adds what is to be added later.
  [[gnu::hot]] void settle();
  /// The same as adding 0 so many times.
  void add_zeros(std::uint64_t number);
  void merge(const LogHistogram& other);
  /// Forgets everything, keeps the storage.
  void clear();

  /// Everything it has seen, to be kept elsewhere.
  struct Contents {
    struct Bin {
      std::uint64_t number = 0;
      std::uint64_t count = 0;
      std::uint64_t at_largest = 0;
      double largest = 0;
    };
    std::vector<Bin> bins;  ///< those in which there is something, in order of their numbers
    std::uint64_t zeros = 0;
    double sum = 0;
    double sum_of_squares = 0;
    double minimum = 0;  ///< of nothing: 0
  };
  [[nodiscard]] Contents contents() const;
  /// The number of the bin that a value lies in. @pre x > 0 and finite
  [[nodiscard]] static std::uint64_t bin_number(double x) noexcept {
    return bin_of(std::clamp(x, lowest_value, highest_value));
  }
  /// One that has seen this. @pre there is such a one
  [[nodiscard]] static LogHistogram of(const Contents& contents);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] std::uint64_t zeros() const { return zeros_; }
  [[nodiscard]] double sum() const { return sum_; }
  [[nodiscard]] double sum_of_squares() const { return sum_of_squares_; }

  /// The following need count() > 0.
  [[nodiscard]] double mean() const;
  /// With divisor n - 1; needs count() > 1.
  [[nodiscard]] double sample_variance() const;
  [[nodiscard]] double minimum() const;
  [[nodiscard]] double maximum() const;
  /// The smallest value with at least a share `p` of the values at or below it. Exact at zero, at
  /// the largest value of a bin, as where all that lie so close are equal, and at the largest
  /// value; elsewhere within the bin that holds it, so less than 1/128 off. @pre 0 <= p <= 1
  [[nodiscard]] double quantile(double p) const;
  /// The same for several shares in one pass. @pre `shares` ascend
  template <std::size_t N>
  [[nodiscard]] std::array<double, N> quantiles(const std::array<double, N>& shares) const {
    std::array<double, N> found{};
    find_quantiles(shares, found);
    return found;
  }
  /// Number of values at or below x; exact when x is the edge of a bin (see above) or not below the
  /// largest value in its bin; otherwise the bin that holds x is taken as uniform below that.
  [[nodiscard]] double number_at_most(double x) const;
  /// The same as a share of all values.
  [[nodiscard]] double share_at_most(double x) const;

 private:
  friend class PackedLogHistogram;

  static constexpr unsigned mantissa_shift = 52 - 7;
  static constexpr double lowest_value = 0x1p-30;
  static constexpr double highest_value = 0x1p40;

  struct Bin {
    std::uint32_t count = 0;
    std::uint32_t at_largest = 0;
    double largest = 0;

    void add(double x) noexcept {
      // Positive numbers are in the order of their bits, which are compared without a branch.
      const auto bits = std::bit_cast<std::uint64_t>(x);
      const auto most = std::bit_cast<std::uint64_t>(largest);
      ++count;
      at_largest = (bits > most ? 0U : at_largest) + (bits >= most ? 1U : 0U);
      largest = std::bit_cast<double>(std::max(bits, most));
    }
  };
  /// The upper 32 bits of the counts of a bin. Only sums over many replications need them, and
  /// without them a line of cache holds four bins.
  struct UpperBits {
    std::uint32_t count = 0;
    std::uint32_t at_largest = 0;
  };
  /// All that is known of a bin.
  struct Content {
    std::uint64_t count = 0;
    std::uint64_t at_largest = 0;
    double largest = 0;

    /// What another histogram has in the same bin.
    void add(const Content& other);
    /// How many are at or below x. What is in the bin is above its lower edge and not below the
    /// smallest of all values. @pre x lies in the bin
    [[nodiscard]] double number_at_most(double x, double edge, double smallest) const;
    /// The lower end of what is in the bin.
    [[nodiscard]] double low(double edge, double smallest) const {
      return std::min(std::max(edge, smallest), largest);  // tiny values share the lowest bin
    }
    [[nodiscard]] Bin lower_bits() const {
      return {static_cast<std::uint32_t>(count), static_cast<std::uint32_t>(at_largest), largest};
    }
    [[nodiscard]] UpperBits upper_bits() const {
      return {static_cast<std::uint32_t>(count >> 32U),
              static_cast<std::uint32_t>(at_largest >> 32U)};
    }
  };
  [[nodiscard]] static Content content_of(const Bin& bin, const UpperBits& upper) {
    return {std::uint64_t{upper.count} << 32U | bin.count,
            std::uint64_t{upper.at_largest} << 32U | bin.at_largest,
            bin.largest};
  }

  /// (lower edge, upper edge]: one less than the bits puts an edge into the bin below it.
  [[nodiscard]] static std::size_t bin_of(double x) noexcept {
    return static_cast<std::size_t>((std::bit_cast<std::uint64_t>(x) - 1) >> mantissa_shift);
  }
  /// The bin that holds `x`, however small or large it is. @pre x > 0
  [[nodiscard]] static std::size_t bin_within_range(double x) noexcept {
    return bin_of(std::clamp(x, lowest_value, highest_value));
  }
  /// The lower edge of a bin.
  [[nodiscard]] static double edge_of(std::size_t bin) noexcept {
    return std::bit_cast<double>(std::uint64_t{bin} << mantissa_shift);
  }
  /// @name Of the bin of that number in `bins_`
  ///@{
  [[nodiscard]] std::uint64_t count_in(std::size_t number) const;
  [[nodiscard]] Content content_of(std::size_t number) const;
  /// The value of that rank among those in it.
  [[nodiscard]] double value_of_rank(std::size_t number, std::uint64_t rank) const;
  void add_to(std::size_t number, const LogHistogram& other, std::size_t other_number);
  void add_bins(std::size_t number, std::span<const Bin> more_bins, const LogHistogram& other);
  ///@}
  [[gnu::noinline, gnu::hot]] void make_room();
  void add_outside(double x);
  void cover(std::size_t first, std::size_t last);
  [[nodiscard]] std::span<const Bin> used_bins() const;
  [[nodiscard]] static bool are_empty(std::span<const Bin> bins);
  /// Values other than 0 in the bins before that one.
  [[nodiscard]] std::uint64_t count_below(std::size_t bin) const;
  void find_quantiles(std::span<const double> shares, std::span<double> found) const;

  std::vector<double> later_;
  std::size_t first_ = 0;
  std::vector<Bin> bins_;
  std::vector<UpperBits> upper_bits_;  ///< of `bins_`; empty: all are 0, as mostly
  std::uint64_t count_ = 0;
  std::uint64_t zeros_ = 0;
  double sum_ = 0;
  double sum_of_squares_ = 0;
  double minimum_ = std::numeric_limits<double>::infinity();
  double maximum_ = 0;
};

}  // namespace stepdown::sim
