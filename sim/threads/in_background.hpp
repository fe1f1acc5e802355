#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <utility>

namespace stepdown::sim {

/// Does one thing at a time on a thread of its own, while its owner goes on.
class InBackground {
 public:
  [[nodiscard]] bool is_busy() const {
    return doing_.valid() &&
           doing_.wait_for(std::chrono::seconds::zero()) != std::future_status::ready;
  }

  /// As soon as what was begun before has ended, which is waited for.
  /// @throws what that threw
  void begin(std::function<void()> action) {
    finish();
    doing_ = std::async(std::launch::async, std::move(action));
  }

  /// Waits for what was begun. @throws what it threw
  void finish() {
    if (doing_.valid()) doing_.get();
  }

 private:
  std::future<void> doing_;  ///< which its end waits for, too
};

}  // namespace stepdown::sim
