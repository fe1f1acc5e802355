#pragma once

#include "analysis/report/timings.hpp"

#include <chrono>
#include <string>

namespace stepdown::analysis {

/// Processors that this process may use, at least 1.
[[nodiscard]] int processors();

/// Time and memory spent since it was made.
class Stopwatch {
 public:
  Stopwatch();

  [[nodiscard]] Timings read(const std::string& command, int threads) const;

 private:
  std::chrono::system_clock::time_point started_;
  std::chrono::steady_clock::time_point since_;
};

}  // namespace stepdown::analysis
