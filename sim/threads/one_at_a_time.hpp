#pragma once

#include <mutex>
#include <utility>

namespace stepdown::sim {

/// Lets threads do something one after the other.
class OneAtATime {
 public:
  /// Does it as soon as nobody else is at it. @returns what it returns
  template <class Action>
  auto operator()(Action&& action) {
    const std::scoped_lock lock{mutex_};
    return std::forward<Action>(action)();
  }

 private:
  std::mutex mutex_;
};

}  // namespace stepdown::sim
