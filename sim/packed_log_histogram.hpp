#pragma once

#include "sim/log_histogram.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace stepdown::sim {

/// What `LogHistogram`s have seen, in the same bins, of which only those are kept in which there is
/// something. For histograms of which there are many, that are seldom added to: they take a small
/// part of the memory, 16 B a bin.
class PackedLogHistogram {
 public:
  /// @pre all that is to be added later to `other` has been added
  void merge(const LogHistogram& other);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] std::uint64_t zeros() const { return zeros_; }
  /// As that of a `LogHistogram` that has seen the same.
  [[nodiscard]] double number_at_most(double x) const;

 private:
  using Bin = LogHistogram::Bin;
  using Content = LogHistogram::Content;
  using UpperBits = LogHistogram::UpperBits;

  /// Which of the bins of all histograms it is: that of its largest value.
  [[nodiscard]] static std::size_t number_of(const Bin& bin);
  [[nodiscard]] Content content_of(std::size_t place) const;
  void set(std::size_t place, const Content& content);
  /// How many bins with something in them there are in `other` only.
  [[nodiscard]] std::size_t new_in(const LogHistogram& other) const;
  void copy_bins(std::span<const Bin> used);
  void merge_bins(const LogHistogram& other);

  std::vector<Bin> bins_;              ///< none empty, in order
  std::vector<UpperBits> upper_bits_;  ///< of `bins_`; empty: all are 0, as mostly
  std::uint64_t count_ = 0;
  std::uint64_t zeros_ = 0;
  double minimum_ = std::numeric_limits<double>::infinity();
  double maximum_ = 0;
};

}  // namespace stepdown::sim
