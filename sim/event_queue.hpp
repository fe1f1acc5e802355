#pragma once

#include "sim/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stepdown::sim {

/// Something that will happen. What it is, only the owner of `order` knows.
///
/// Events are totally ordered by (time, order): the owner puts the rank of the kind of event and
/// the number of the entity into `order`, so that ties never depend on when something was
/// scheduled.
struct Event {
  Ticks time{};
  std::uint64_t order = 0;

  friend bool operator==(const Event&, const Event&) = default;
};

/// Whether `a` comes before `b`.
[[nodiscard]] constexpr bool is_before(const Event& a, const Event& b) noexcept {
  // As one number of 128 bits, without branches: which of two events is first cannot be predicted.
  __extension__ using Wide = __int128;
  return (Wide{a.time.count()} << 64U | a.order) < (Wide{b.time.count()} << 64U | b.order);
}

/// The span of time a queue serves, and how busy it will roughly be.
struct QueueForecast {
  Ticks start{};
  /// Events at or after it are counted and forgotten.
  Ticks horizon{};
  /// Wrong by a factor of 100 either way costs speed, never correctness.
  double events_per_day = 1;
};

/// The future events in order of (time, order), as two levels of time buckets.
///
/// Time is cut into narrow buckets of 4 to 9 expected events (their width is a power of two, in
/// ticks); 512 narrow ones make a wide one.
/// A wide bucket is spread over narrow ones when its turn comes, a narrow one is sorted when its
/// turn comes. What lies beyond the last wide bucket waits in one bucket more and is spread when
/// the wide ones are used up, with the bucket width chosen anew from the rate seen. So memory is
/// O(pending events) plus 256 bytes for each of at most 4,609 buckets, whatever the horizon; no
/// allocation once it has grown.
///
/// A hold (take one, push one) costs 13 to 28 ns from 10^2 to 10^6 pending events.
class EventQueue {
 public:
  explicit EventQueue(const QueueForecast& forecast);
  // Buckets point into the queue's own storage, so it can move but not be copied.
  EventQueue(const EventQueue&) = delete;
  EventQueue(EventQueue&&) noexcept = default;
  EventQueue& operator=(const EventQueue&) = delete;
  EventQueue& operator=(EventQueue&&) noexcept = default;
  ~EventQueue() = default;

  /// Empties the queue for another run and keeps its storage.
  void reset(const QueueForecast& forecast);

  /// Schedules an event. It may also lie in the bucket being served, at the present moment or even
  /// before it: it is served next in (time, order).
  [[gnu::hot]] void push(Event event) {
    if (!(event.time < horizon_)) {
      ++beyond_horizon_;
      return;
    }
    ++size_;
    const std::int64_t number = bucket_of(event);
    if (number <= current_) {
      push_to_front(event);
      return;
    }
    const auto wide = number >> narrow_bits;
    const bool soon = wide == (current_ >> narrow_bits);
    const auto later = narrow_count + (wide < wide_used_ ? wide : wide_used_);
    append(soon ? number & (narrow_count - 1) : later, event);
  }

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  /// How many events were pushed that lie at or after the horizon.
  [[nodiscard]] std::uint64_t beyond_horizon() const { return beyond_horizon_; }

  /// The first event. @pre not empty
  [[nodiscard]] const Event& top() {
    return top([](std::span<const Event>) {});
  }

  /// The first event; when that opens another bucket, `coming` is shown events of the bucket after
  /// it, in no stated order and perhaps not all, so that the caller can prefetch what they will
  /// touch. @pre not empty
  template <class Coming>
  [[nodiscard]] const Event& top(const Coming& coming) {
    if (front_size_ == 0) [[unlikely]] {
      if (late_.empty() && open_next_bucket()) coming(bucket_after_front());
      if (front_size_ == 0) return late_.front();
    }
    const Event& first = front_[front_size_ - 1];
    if (!late_.empty()) [[unlikely]]
      return is_before(late_.front(), first) ? late_.front() : first;
    return first;
  }

  /// Removes the first event. @pre not empty
  void pop() {
    if (late_.empty() && front_size_ != 0) [[likely]] {
      --front_size_;
      --size_;
      return;
    }
    pop_slowly();
  }

  /// `top` and `pop` in one. @pre not empty
  Event take() {
    return take([](std::span<const Event>) {});
  }
  template <class Coming>
  Event take(const Coming& coming) {
    if (front_size_ != 0 && late_.empty()) [[likely]] {
      --size_;
      return front_[--front_size_];
    }
    const Event first = top(coming);
    pop();
    return first;
  }

 private:
  static constexpr int narrow_bits = 9;
  static constexpr std::int64_t narrow_count = std::int64_t{1} << narrow_bits;
  static constexpr std::size_t chunk_events = 15;

  /// Unsorted events of a bucket, with those that were there when it was full behind them.
  struct alignas(256) Chunk {
    Chunk* full = nullptr;
    std::array<Event, chunk_events> events;
  };

  /// The number of the narrow bucket, counted from `base_`.
  [[nodiscard]] std::int64_t bucket_of(const Event& event) const {
    return (event.time - base_).count() >> bucket_bits_;
  }

  void append(std::int64_t index, Event event) {
    const auto bucket = static_cast<std::size_t>(index);
    if (used_[bucket] == chunk_events) [[unlikely]]
      set_full_chunk_aside(bucket);
    buckets_[bucket].events[used_[bucket]++] = event;
  }

  /// The newest events of the next narrow bucket that has any, of the same wide one.
  [[nodiscard]] [[gnu::hot]] std::span<const Event> bucket_after_front() const {
    constexpr std::int64_t furthest = 4;
    const std::int64_t here = current_ & (narrow_count - 1);
    for (std::int64_t next = here + 1; next < narrow_count && next <= here + furthest; ++next) {
      const auto bucket = static_cast<std::size_t>(next);
      if (used_[bucket] > 0) return {buckets_[bucket].events.data(), used_[bucket]};
    }
    return {};
  }

  [[gnu::hot]] void set_full_chunk_aside(std::size_t bucket);
  Chunk* release_chunk(Chunk* chunk);
  void clear_buckets();
  void start_epoch(Ticks base, double events_per_day);
  [[gnu::hot]] void spread(std::size_t bucket);
  void restart_from_overflow();
  [[gnu::hot]] void serve(std::size_t bucket);
  [[gnu::hot]] bool open_next_bucket();
  [[gnu::hot]] void push_to_front(Event event);
  void pop_slowly();

  Ticks base_{};
  unsigned bucket_bits_ = 0;  ///< a narrow bucket is 2^bucket_bits_ ticks wide
  Ticks horizon_{};
  /// Number of the narrow bucket being served, counted from `base_`; -1 before the first.
  std::int64_t current_ = -1;
  std::int64_t wide_used_ = 0;
  /// The narrow ones of the wide bucket being served, then the wide ones, then one for what is
  /// later.
  std::vector<Chunk> buckets_;
  std::vector<std::uint16_t> used_;  ///< by bucket: events in its newest chunk; 0: empty
  /// The bucket being served, last event first; only `front_size_` of them are there.
  std::vector<Event> front_;
  std::size_t front_size_ = 0;
  /// A heap of events that came too late to be put into a long `front_` by shifting.
  std::vector<Event> late_;
  std::size_t size_ = 0;
  std::uint64_t beyond_horizon_ = 0;
  /// Events served since `base_`, to learn the rate.
  std::uint64_t served_ = 0;
  double events_per_day_ = 1;
  /// All chunks besides those of `buckets_`, free or in use; a block never moves its chunks.
  std::vector<std::vector<Chunk>> blocks_;
  Chunk* free_chunks_ = nullptr;
};

}  // namespace stepdown::sim
