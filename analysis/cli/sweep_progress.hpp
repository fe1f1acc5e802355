#pragma once

#include "analysis/cli/terminal_line.hpp"
#include "analysis/experiments/stored_sweep.hpp"

#include <chrono>
#include <cstddef>
#include <iosfwd>

namespace stepdown::analysis {

/// A line on the terminal: how far a sweep is, how fast, and how long it will take. Leaves nothing
/// behind.
class SweepProgressLine {
 public:
  /// @param terminal      null: nothing is drawn
  /// @param points        that are to be run, > 0
  /// @param replications  of all of them; 0: not known before
  SweepProgressLine(std::ostream* terminal, std::size_t points, std::size_t replications);

  /// Draws again a few times a second.
  void at(const SweepProgress& now);

 private:
  using Clock = std::chrono::steady_clock;

  TerminalLine line_;
  std::size_t points_;
  std::size_t replications_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point drawn_ = begin_;
};

}  // namespace stepdown::analysis
