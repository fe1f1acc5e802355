#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/interrupt.hpp"
#include "analysis/cli/progress.hpp"
#include "analysis/experiments/run_listener.hpp"

#include <optional>

namespace stepdown::analysis {

/// Watches over runs for the one who waits at the terminal: a line of progress, and Ctrl-C.
class RunWatch final : public RunListener {
 public:
  /// @param total  of replications, in all runs that it watches
  RunWatch(const Console& console, int total, bool quiet)
      : progress_(quiet ? nullptr : console.terminal, total) {}

  /// From here on Ctrl-C asks for what has ended; before, there is nothing to wait for.
  void begins() override {
    if (!interrupt_) interrupt_.emplace();
  }
  void progressed(int ended) override { progress_.at(before_ + ended); }

  /// Another run begins, after so many replications of the others.
  void begin_after(int replications) { before_ = replications; }

  /// Whether Ctrl-C was seen.
  [[nodiscard]] bool is_stopped() { return interrupt_ && interrupt_->is_requested(); }

 private:
  std::optional<InterruptWatch> interrupt_;
  Progress progress_;
  int before_ = 0;
};

}  // namespace stepdown::analysis
