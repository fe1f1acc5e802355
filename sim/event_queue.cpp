#include "sim/event_queue.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <numbers>
#include <utility>

namespace stepdown::sim {

namespace {

constexpr double events_a_bucket = 6;
constexpr unsigned most_bucket_bits = 48;  // some 9,000 years
constexpr std::int64_t wide_limit = 4096;
/// A new event is put into `front_` by shifting at most so many others.
constexpr std::size_t shift_limit = 32;
/// A bucket that was never full is ranked, all pairs without a branch, which beats `std::sort`.
constexpr std::size_t rank_limit = 15;
/// The rate is learned anew only from so many events.
constexpr std::uint64_t enough_to_learn = 1000;

/// The width of a bucket of about `events_a_bucket` events, as a power of two.
unsigned bits_of_bucket(double events_per_day) {
  double ticks = events_a_bucket / events_per_day * static_cast<double>(one_day.count());
  unsigned bits = 0;
  for (; ticks > std::numbers::sqrt2 && bits < most_bucket_bits; ticks /= 2)
    ++bits;
  return bits;
}

bool is_after(const Event& a, const Event& b) {
  return is_before(b, a);
}

/// Writes the events to `to`, last one first: each goes where the number of later ones says.
void rank_into(const Event* events, std::size_t count, Event* to) {
  std::array<std::uint32_t, rank_limit> rank{};
  for (std::uint32_t i = 1; i < count; ++i) {
    const Event event = events[i];
    std::uint32_t before = 0;
    for (std::uint32_t j = 0; j < i; ++j) {
      const auto is_later = static_cast<std::uint32_t>(is_before(events[j], event));
      rank[j] += is_later;
      before += is_later;
    }
    rank[i] = i - before;
  }
  for (std::size_t i = 0; i < count; ++i)
    to[rank[i]] = events[i];
}

}  // namespace

EventQueue::EventQueue(const QueueForecast& forecast) {
  reset(forecast);
}

void EventQueue::reset(const QueueForecast& forecast) {
  expects(Ticks::zero() <= forecast.start && forecast.horizon < never,
          "the span of an event queue is finite");
  expects(forecast.events_per_day > 0, "an event queue forecasts a positive rate");
  clear_buckets();
  horizon_ = forecast.horizon;
  front_size_ = 0;
  late_.clear();
  size_ = 0;
  beyond_horizon_ = 0;
  start_epoch(forecast.start, forecast.events_per_day);
}

/// Makes room in a full bucket: its events move into another chunk, linked behind.
void EventQueue::set_full_chunk_aside(std::size_t bucket) {
  if (free_chunks_ == nullptr) {
    const std::size_t chunks = std::size_t{16} << std::min<std::size_t>(blocks_.size(), 6);
    for (Chunk& chunk : blocks_.emplace_back(chunks))
      release_chunk(&chunk);
  }
  Chunk* const chunk = free_chunks_;
  free_chunks_ = chunk->full;
  *chunk = buckets_[bucket];
  buckets_[bucket].full = chunk;
  used_[bucket] = 0;
}

/// Returns the chunk that was behind the released one.
EventQueue::Chunk* EventQueue::release_chunk(Chunk* chunk) {
  Chunk* const behind = chunk->full;
  chunk->full = free_chunks_;
  free_chunks_ = chunk;
  return behind;
}

void EventQueue::clear_buckets() {
  for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket) {
    if (used_[bucket] == 0) continue;
    used_[bucket] = 0;
    for (Chunk* chunk = std::exchange(buckets_[bucket].full, nullptr); chunk != nullptr;)
      chunk = release_chunk(chunk);
  }
}

/// Counts buckets from `base`, with a width for `events_per_day`.
void EventQueue::start_epoch(Ticks base, double events_per_day) {
  base_ = base;
  events_per_day_ = events_per_day;
  bucket_bits_ = bits_of_bucket(events_per_day);
  const std::int64_t ticks = std::max(horizon_ - base, Ticks::zero()).count();
  wide_used_ = std::min((ticks >> (bucket_bits_ + narrow_bits)) + 1, wide_limit);
  current_ = -1;
  served_ = 0;
  const auto needed = static_cast<std::size_t>(narrow_count + wide_used_ + 1);
  if (buckets_.size() >= needed) return;
  buckets_.resize(needed);
  used_.resize(needed, 0);
}

/// Empties a bucket into those that its events belong to now.
void EventQueue::spread(std::size_t bucket) {
  Chunk* full = std::exchange(buckets_[bucket].full, nullptr);
  const std::size_t used = std::exchange(used_[bucket], std::uint16_t{0});
  const auto spread_chunk = [this](const Chunk& chunk, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const Event event = chunk.events[i];
      const std::int64_t number = bucket_of(event);
      const auto wide = number >> narrow_bits;
      const bool soon = wide == (current_ >> narrow_bits);
      append(soon ? number & (narrow_count - 1) : narrow_count + std::min(wide, wide_used_), event);
    }
  };
  spread_chunk(buckets_[bucket], used);
  while (full != nullptr) {
    const Chunk copy = *full;  // it may be used again at once
    full = release_chunk(full);
    spread_chunk(copy, chunk_events);
  }
}

/// All wide buckets are used up: starts counting from the first event that is left.
void EventQueue::restart_from_overflow() {
  const auto overflow = static_cast<std::size_t>(narrow_count + wide_used_);
  Ticks first = horizon_;
  std::size_t used = used_[overflow];
  for (const Chunk* chunk = &buckets_[overflow]; chunk != nullptr; chunk = chunk->full) {
    for (std::size_t i = 0; i < used; ++i)
      first = std::min(first, chunk->events[i].time);
    used = chunk_events;
  }
  const double days = to_days(first - base_);
  const bool learned = served_ >= enough_to_learn && days > 0;
  // The overflow may have another place now, and the old one may be a wide bucket: park the rest in
  // narrow bucket 0, which no event belongs to before the first wide bucket is opened.
  buckets_.front() = buckets_[overflow];
  used_.front() = used_[overflow];
  buckets_[overflow].full = nullptr;
  used_[overflow] = 0;
  start_epoch(first, learned ? static_cast<double>(served_) / days : events_per_day_);
  spread(0);
}

/// Makes the bucket the one being served.
void EventQueue::serve(std::size_t bucket) {
  std::size_t count = used_[bucket];
  used_[bucket] = 0;
  Chunk* chunk = std::exchange(buckets_[bucket].full, nullptr);
  static_assert(chunk_events <= rank_limit);
  if (chunk == nullptr) {
    if (front_.size() < count) front_.resize(chunk_events + shift_limit);
    rank_into(buckets_[bucket].events.data(), count, front_.data());
  } else {
    front_.assign(buckets_[bucket].events.begin(),
                  buckets_[bucket].events.begin() + static_cast<std::ptrdiff_t>(count));
    for (; chunk != nullptr; chunk = release_chunk(chunk))
      front_.insert(front_.end(), chunk->events.begin(), chunk->events.end());
    std::sort(front_.begin(), front_.end(), is_after);
    count = front_.size();
  }
  front_size_ = count;
  served_ += count;
}

/// Serves the next bucket that is not empty. Returns true, for the convenience of `top`.
bool EventQueue::open_next_bucket() {
  expects(size_ > 0, "only a queue that is not empty has a first event");
  std::int64_t narrow = (current_ & (narrow_count - 1)) + 1;
  for (;;) {
    for (; narrow < narrow_count; ++narrow) {
      if (used_[static_cast<std::size_t>(narrow)] > 0) {
        current_ = (current_ & ~(narrow_count - 1)) + narrow;
        serve(static_cast<std::size_t>(narrow));
        return true;
      }
    }
    std::int64_t wide = (current_ >> narrow_bits) + 1;
    while (wide < wide_used_ && used_[static_cast<std::size_t>(narrow_count + wide)] == 0)
      ++wide;
    if (wide < wide_used_) {
      current_ = wide << narrow_bits;
      spread(static_cast<std::size_t>(narrow_count + wide));
      narrow = 0;
    } else {
      restart_from_overflow();
      narrow = narrow_count;
    }
  }
}

void EventQueue::push_to_front(Event event) {
  const std::size_t stop = front_size_ > shift_limit ? front_size_ - shift_limit : 0;
  std::size_t place = front_size_;
  while (place > stop && is_before(front_[place - 1], event))
    --place;
  if (place == stop && stop > 0) {
    late_.push_back(event);
    std::push_heap(late_.begin(), late_.end(), is_after);
    return;
  }
  if (front_.size() == front_size_) front_.resize(2 * front_size_ + shift_limit);
  for (std::size_t i = front_size_; i > place; --i)
    front_[i] = front_[i - 1];
  front_[place] = event;
  ++front_size_;
  ++served_;
}

void EventQueue::pop_slowly() {
  if (late_.empty() && front_size_ == 0) open_next_bucket();
  if (!late_.empty() && (front_size_ == 0 || is_before(late_.front(), front_[front_size_ - 1]))) {
    std::pop_heap(late_.begin(), late_.end(), is_after);
    late_.pop_back();
  } else {
    --front_size_;
  }
  --size_;
}

}  // namespace stepdown::sim
