#pragma once

#include "sim/time.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace stepdown::sim {

/// How long a count had each value: the time-weighted distribution of a non-negative integer. Kept
/// in whole ticks, so that times and their sums are exact.
class TimeHistogram {
 public:
  /// Adds `time` at `value`. @pre value >= 0, time >= 0
  void add(int value, Ticks time);
  /// Adds `time` at each of the values. @pre no value is negative, time >= 0
  void add_each(std::span<const int> values, Ticks time);
  /// Adds the times of another histogram (of another replication, say).
  void merge(const TimeHistogram& other);
  void clear() { ticks_at_.clear(); }

  /// All time.
  [[nodiscard]] Ticks total() const;
  /// Integral of the value over time.
  [[nodiscard]] TimeSum integral() const;
  /// Zero for a value never seen.
  [[nodiscard]] Ticks time_at(int value) const;
  /// The time at `value` or above.
  [[nodiscard]] Ticks time_at_least(int value) const;

  [[nodiscard]] double total_days() const { return to_days(total()); }
  [[nodiscard]] double integral_days() const { return integral().days(); }

  /// The following need some time.
  [[nodiscard]] double mean() const;
  [[nodiscard]] double variance() const;
  /// Smallest and largest value that lasted longer than nothing.
  [[nodiscard]] int minimum() const;
  [[nodiscard]] int maximum() const;
  /// The smallest value n with at least a share `p` of the time at or below n. @pre 0 <= p <= 1
  [[nodiscard]] int quantile(double p) const { return quantiles(std::array{p}).front(); }
  /// The same for several shares in one walk. @pre `shares` ascend
  template <std::size_t N>
  [[nodiscard]] std::array<int, N> quantiles(const std::array<double, N>& shares) const {
    std::array<int, N> found{};
    find_quantiles(shares, found);
    return found;
  }

  /// The time at each value, from 0 up.
  [[nodiscard]] const std::vector<Ticks>& ticks_at() const { return ticks_at_; }

 private:
  friend class TimeWeighted;
  void find_quantiles(std::span<const double> shares, std::span<int> found) const;

  std::vector<Ticks> ticks_at_;
};

/// Watches a count over the window [from, to) and keeps how long it had each value.
///
/// Time must not run backwards. Changes before the window only move the
/// value; changes after it do nothing.
class TimeWeighted {
 public:
  TimeWeighted() = default;
  TimeWeighted(Ticks from, Ticks to, int value = 0) { reset(from, to, value); }

  /// Starts over, keeping the storage. @pre from <= to, value >= 0
  void reset(Ticks from, Ticks to, int value = 0);

  /// The count has this value from now on. @pre value >= 0
  void set(Ticks now, int value) {
    charge(now);
    value_ = value;
    if (static_cast<unsigned>(value) >= room_) [[unlikely]]
      grow();
  }

  /// The count changes by so much. @pre it does not become negative
  void change(Ticks now, int by) { set(now, value_ + by); }

  [[nodiscard]] int value() const { return value_; }

  /// Charges the time up to `horizon` (at most up to the window's end). May be called again later.
  const TimeHistogram& finish(Ticks horizon);

  /// What has been charged so far: all time up to the last `set` or `finish`.
  [[nodiscard]] const TimeHistogram& histogram() const { return histogram_; }

  [[nodiscard]] TimeSum integral() const { return histogram_.integral(); }
  [[nodiscard]] double integral_days() const { return histogram_.integral_days(); }
  [[nodiscard]] Ticks time_at(int value) const { return histogram_.time_at(value); }
  [[nodiscard]] double mean() const { return histogram_.mean(); }
  [[nodiscard]] double variance() const { return histogram_.variance(); }
  [[nodiscard]] int minimum() const { return histogram_.minimum(); }
  [[nodiscard]] int maximum() const { return histogram_.maximum(); }
  [[nodiscard]] int quantile(double p) const { return histogram_.quantile(p); }

 private:
  void charge(Ticks now) {
    const Ticks until = now < to_ ? now : to_;
    if (until > since_) {
      histogram_.ticks_at_[static_cast<std::size_t>(value_)] += until - since_;
      since_ = until;
    }
  }
  void grow();

  Ticks since_{};
  Ticks to_{};
  int value_ = 0;
  unsigned room_ = 0;  ///< values for which the histogram has a place
  TimeHistogram histogram_;
};

}  // namespace stepdown::sim
