#include "sim/heap_queue.hpp"

#include "sim/contract.hpp"

#include <algorithm>

namespace stepdown::sim {

namespace {
constexpr std::size_t children = 4;
}  // namespace

void HeapQueue::push(const Event& event) {
  if (!(event.time < horizon_)) {
    ++beyond_horizon_;
    return;
  }
  std::size_t place = events_.size();
  events_.push_back(event);
  while (place > 0) {
    const std::size_t parent = (place - 1) / children;
    if (!is_before(event, events_[parent])) break;
    events_[place] = events_[parent];
    place = parent;
  }
  events_[place] = event;
}

void HeapQueue::pop() {
  expects(!events_.empty(), "only a queue that is not empty has a first event");
  const Event moved = events_.back();
  events_.pop_back();
  const std::size_t size = events_.size();
  if (size == 0) return;
  std::size_t place = 0;
  for (;;) {
    const std::size_t first_child = place * children + 1;
    if (first_child >= size) break;
    const std::size_t end = std::min(first_child + children, size);
    std::size_t least = first_child;
    for (std::size_t child = first_child + 1; child < end; ++child)
      if (is_before(events_[child], events_[least])) least = child;
    if (!is_before(events_[least], moved)) break;
    events_[place] = events_[least];
    place = least;
  }
  events_[place] = moved;
}

}  // namespace stepdown::sim
