#pragma once

#include "sim/event_queue.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepdown::sim {

/// The same service as `EventQueue` by an implicit heap with four children a node: simple enough to
/// be believed, so it is the oracle of the tests; about three times slower when many events wait.
class HeapQueue {
 public:
  explicit HeapQueue(const QueueForecast& forecast) { reset(forecast); }

  void reset(const QueueForecast& forecast) {
    events_.clear();
    horizon_ = forecast.horizon;
    beyond_horizon_ = 0;
  }

  void push(const Event& event);

  [[nodiscard]] bool empty() const { return events_.empty(); }
  [[nodiscard]] std::size_t size() const { return events_.size(); }
  [[nodiscard]] std::uint64_t beyond_horizon() const { return beyond_horizon_; }

  /// @pre not empty
  [[nodiscard]] const Event& top() const { return events_.front(); }
  /// @pre not empty
  void pop();

 private:
  std::vector<Event> events_;
  double horizon_ = 0;
  std::uint64_t beyond_horizon_ = 0;
};

}  // namespace stepdown::sim
