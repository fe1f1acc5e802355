#pragma once

#include <iosfwd>

namespace stepdown::analysis {

/// A line on the terminal that fills up. Leaves nothing behind.
class Progress {
 public:
  /// @param terminal  null: nothing is drawn
  /// @param total     of steps, > 0
  Progress(std::ostream* terminal, int total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  Progress(Progress&&) = delete;
  Progress& operator=(Progress&&) = delete;

  /// Draws again when the picture changes.
  void at(int done);

 private:
  std::ostream* terminal_;
  int total_;
  int drawn_percent_ = -1;
};

}  // namespace stepdown::analysis
