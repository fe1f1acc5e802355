#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/interrupt.hpp"
#include "analysis/cli/progress.hpp"
#include "analysis/experiments/run_listener.hpp"

#include <atomic>

namespace stepdown::analysis {

/// Watches over runs for the one who waits at the terminal: a line of progress, and Ctrl-C.
class RunWatch final : public RunListener {
 public:
  /// @param total  of replications, in all runs that it watches
  RunWatch(const Console& console, int total, bool quiet)
      : progress_(quiet ? nullptr : console.terminal, total) {}

  void progressed(int ended) override {
    progress_.at(before_ + ended);
    interrupt_.poll();
  }

  /// Another run begins, after so many replications of the others.
  void begin_after(int replications) { before_ = replications; }

  /// True once Ctrl-C was seen.
  [[nodiscard]] const std::atomic<bool>& stop_requested() const { return interrupt_.requested(); }

 private:
  InterruptWatch interrupt_;
  Progress progress_;
  int before_ = 0;
};

}  // namespace stepdown::analysis
