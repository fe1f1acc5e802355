#pragma once

#include <atomic>
#include <csignal>

namespace stepdown::analysis {

/// Turns Ctrl-C (SIGINT) and SIGTERM into a request to stop, for as long as it lives.
///
/// They are held back in the calling thread and in those it starts, and asked for by
/// `is_requested`. So no handler and no global variable is needed. After the first was seen the
/// next one ends the program at once, as usual. Signals that are ignored stay so: who started the
/// program (nohup, a job in the background of a script) may want that.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;
  InterruptWatch(InterruptWatch&&) = delete;
  InterruptWatch& operator=(InterruptWatch&&) = delete;

  /// Whether one of them has come. Takes less than a microsecond; may be called from any thread
  /// started since.
  [[nodiscard]] bool is_requested();

 private:
  std::atomic<bool> requested_ = false;
  sigset_t watched_{};
  sigset_t before_{};
};

}  // namespace stepdown::analysis
