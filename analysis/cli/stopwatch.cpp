#include "analysis/cli/stopwatch.hpp"

#include "models/calendar.hpp"

#include <algorithm>
#include <fstream>
#include <sched.h>
#include <sys/resource.h>

namespace stepdown::analysis {

namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

/// The most memory that this program had in use. Not `ru_maxrss`, which begins with what the
/// process had in use that started it.
double peak_memory_mb() {
  constexpr double kilobytes_per_mb = 1024;
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word != "VmHWM:") continue;
    double kilobytes = 0;
    status >> kilobytes;
    return kilobytes / kilobytes_per_mb;
  }
  return 0;
}

}  // namespace

int processors() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return 1;
  return std::max(1, CPU_COUNT(&allowed));
}

Stopwatch::Stopwatch()
    : started_(std::chrono::system_clock::now()), since_(std::chrono::steady_clock::now()) {}

Timings Stopwatch::read(const std::string& command, int threads) const {
  Timings timings;
  timings.command = command;
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(started_);
  const auto time_of_day = std::chrono::floor<sim::Ticks>(started_ - day);
  timings.started = models::Calendar(day).iso_date_time(time_of_day) + "Z";
  timings.threads = threads;
  timings.wall_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - since_).count();
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) == 0)
    timings.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  timings.peak_memory_mb = peak_memory_mb();
  return timings;
}

}  // namespace stepdown::analysis
