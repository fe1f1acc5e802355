#pragma once

#include <atomic>
#include <csignal>

namespace stepdown::analysis {

/// Turns Ctrl-C into a request to stop, for as long as it lives.
///
/// SIGINT is held back in the calling thread and in those it starts, and asked for by `poll`. So no
/// handler and no global variable is needed. After the first Ctrl-C was seen the next one ends the
/// program at once, as usual.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;
  InterruptWatch(InterruptWatch&&) = delete;
  InterruptWatch& operator=(InterruptWatch&&) = delete;

  /// Looks whether Ctrl-C was pressed. May be called from any thread started since.
  void poll();

  /// True once Ctrl-C was seen.
  [[nodiscard]] const std::atomic<bool>& requested() const { return requested_; }

 private:
  std::atomic<bool> requested_ = false;
  sigset_t watched_{};
  sigset_t before_{};
};

}  // namespace stepdown::analysis
