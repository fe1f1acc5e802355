#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace stepdown::sim {

/// How long a count had each value: the time-weighted distribution of a non-negative integer.
class TimeHistogram {
 public:
  /// Adds `days` at `value`. @pre value >= 0, days >= 0
  void add(int value, double days);
  /// Adds `days` at each of the values. @pre no value is negative, days >= 0
  void add_each(std::span<const int> values, double days);
  /// Adds the times of another histogram (of another replication, say).
  void merge(const TimeHistogram& other);
  void clear() { days_at_.clear(); }

  /// Days in all.
  [[nodiscard]] double total() const;
  /// Integral of the value over time: value-days.
  [[nodiscard]] double integral() const;
  /// Days at `value`; 0 for a value never seen.
  [[nodiscard]] double time_at(int value) const;
  /// Days at `value` or above.
  [[nodiscard]] double time_at_least(int value) const;

  /// The following need total() > 0.
  [[nodiscard]] double mean() const;
  [[nodiscard]] double variance() const;
  /// Smallest and largest value that lasted longer than nothing.
  [[nodiscard]] int minimum() const;
  [[nodiscard]] int maximum() const;
  /// The smallest value n with at least a share `p` of the time at or below n. @pre 0 <= p <= 1
  [[nodiscard]] int quantile(double p) const;

  /// Days at each value, from 0 up.
  [[nodiscard]] const std::vector<double>& days_at() const { return days_at_; }

 private:
  friend class TimeWeighted;
  std::vector<double> days_at_;
};

/// Watches a count over the window [from, to) and keeps how long it had each value.
///
/// Times are days since day 0 and must not run backwards. Changes before the window only move the
/// value; changes after it do nothing.
class TimeWeighted {
 public:
  TimeWeighted() = default;
  TimeWeighted(double from, double to, int value = 0) { reset(from, to, value); }

  /// Starts over, keeping the storage. @pre from <= to, value >= 0
  void reset(double from, double to, int value = 0);

  /// The count has this value from now on. @pre value >= 0
  void set(double now, int value) {
    if (now > since_) {
      charge(now);
    }
    value_ = value;
    if (static_cast<std::size_t>(value) >= histogram_.days_at_.size()) [[unlikely]]
      grow();
  }

  [[nodiscard]] int value() const { return value_; }

  /// Charges the time up to `horizon` (at most up to the window's end). May be called again later.
  const TimeHistogram& finish(double horizon);

  /// What has been charged so far: all time up to the last `set` or `finish`.
  [[nodiscard]] const TimeHistogram& histogram() const { return histogram_; }

  [[nodiscard]] double integral() const { return histogram_.integral(); }
  [[nodiscard]] double time_at(int value) const { return histogram_.time_at(value); }
  [[nodiscard]] double mean() const { return histogram_.mean(); }
  [[nodiscard]] double variance() const { return histogram_.variance(); }
  [[nodiscard]] int minimum() const { return histogram_.minimum(); }
  [[nodiscard]] int maximum() const { return histogram_.maximum(); }
  [[nodiscard]] int quantile(double p) const { return histogram_.quantile(p); }

 private:
  void charge(double now) {
    const double until = now < to_ ? now : to_;
    if (until > since_) {
      histogram_.days_at_[static_cast<std::size_t>(value_)] += until - since_;
      since_ = until;
    }
  }
  void grow();

  double since_ = 0;
  double to_ = 0;
  int value_ = 0;
  TimeHistogram histogram_;
};

}  // namespace stepdown::sim
