#pragma once

#include "analysis/summary/summary.hpp"

#include <string>

namespace stepdown::analysis {

/// What differs from run to run although the figures are the same.
inline constexpr const char* timings_file = "timings.json";

/// How it was run.
struct Timings {
  std::string command;  ///< as typed
  std::string started;  ///< ISO date-time, UTC
  int threads = 1;
  double wall_seconds = 0;
  double cpu_seconds = 0;  ///< of all threads
  double peak_memory_mb = 0;
};

/// timings.json
[[nodiscard]] std::string timings_json(const Timings& timings, const Summary& summary);

}  // namespace stepdown::analysis
