#pragma once

#include "analysis/theory/theory_listener.hpp"

#include <chrono>
#include <functional>
#include <iosfwd>
#include <string>

namespace stepdown::analysis {

/// A line on the terminal that tells what theory is at: drawn when that changes, and as it goes on
/// a few times a second at most. Leaves nothing behind.
class TheoryProgress {
 public:
  using Clock = std::chrono::steady_clock;

  /// @param terminal  null: nothing is drawn
  explicit TheoryProgress(std::ostream* terminal,
                          std::function<Clock::time_point()> now = Clock::now);
  ~TheoryProgress();
  TheoryProgress(const TheoryProgress&) = delete;
  TheoryProgress& operator=(const TheoryProgress&) = delete;
  TheoryProgress(TheoryProgress&&) = delete;
  TheoryProgress& operator=(TheoryProgress&&) = delete;

  void at(const TheoryStep& step);

 private:
  std::ostream* terminal_;
  std::function<Clock::time_point()> now_;
  std::string drawn_;  ///< what it was about
  Clock::time_point when_;
};

}  // namespace stepdown::analysis
