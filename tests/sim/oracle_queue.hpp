#pragma once

#include "sim/event_queue.hpp"

#include <cstddef>
#include <cstdint>
#include <queue>
#include <vector>

namespace stepdown::tests {

/// The same service as `sim::EventQueue` by the standard library's heap: simple enough to be
/// believed, so it says what the right order is.
class OracleQueue {
 public:
  explicit OracleQueue(const sim::QueueForecast& forecast) : horizon_{forecast.horizon} {}

  void push(const sim::Event& event) {
    if (event.time < horizon_)
      events_.push(event);
    else
      ++beyond_horizon_;
  }

  [[nodiscard]] bool empty() const { return events_.empty(); }
  [[nodiscard]] std::size_t size() const { return events_.size(); }
  [[nodiscard]] std::uint64_t beyond_horizon() const { return beyond_horizon_; }
  [[nodiscard]] const sim::Event& top() const { return events_.top(); }
  void pop() { events_.pop(); }

 private:
  struct IsLater {
    bool operator()(const sim::Event& a, const sim::Event& b) const { return is_before(b, a); }
  };

  std::priority_queue<sim::Event, std::vector<sim::Event>, IsLater> events_;
  sim::Ticks horizon_{};
  std::uint64_t beyond_horizon_ = 0;
};

}  // namespace stepdown::tests
