#pragma once

#include <future>
#include <optional>
#include <type_traits>
#include <utility>

namespace stepdown::sim {

/// Holds what a function throws while code lies between that cannot pass it on, as a library in C.
class HeldFailure {
 public:
  /// What the function returns; nothing when it throws, which `release` throws again.
  template <class Action>
  std::optional<std::invoke_result_t<Action&>> run(Action&& action) {
    std::optional<std::invoke_result_t<Action&>> result;
    // A future keeps an exception without a handler of ours.
    std::packaged_task<void()> task{[&] { result.emplace(action()); }};
    std::future<void> end = task.get_future();
    task();
    if (!result) failure_ = std::move(end);
    return result;
  }

  /// Throws what was thrown, if anything was.
  void release() {
    if (failure_.valid()) failure_.get();
  }

 private:
  std::future<void> failure_;
};

}  // namespace stepdown::sim
