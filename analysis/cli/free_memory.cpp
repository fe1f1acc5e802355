#include "analysis/cli/free_memory.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#include <sys/resource.h>

namespace stepdown::analysis {

namespace {

constexpr double unknown = std::numeric_limits<double>::infinity();

double available_on_machine() {
  constexpr double kilobyte = 1024;
  std::ifstream facts("/proc/meminfo");
  for (std::string word; facts >> word;) {
    if (word != "MemAvailable:") continue;
    double kilobytes = 0;
    if (facts >> kilobytes) return kilobytes * kilobyte;
  }
  return unknown;
}

/// The number that a file begins with; what is no number ("max") is no limit.
double number_in(const char* path) {
  std::ifstream file(path);
  double number = 0;
  return file >> number ? number : unknown;
}

double left_in_container() {
  const double limit = number_in("/sys/fs/cgroup/memory.max");
  const double used = number_in("/sys/fs/cgroup/memory.current");
  return used < limit ? limit - used : unknown;
}

double limit_of_process() {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return unknown;
  return static_cast<double>(limit.rlim_cur);
}

}  // namespace

double free_memory() {
  const double least = std::min({available_on_machine(), left_in_container(), limit_of_process()});
  return least < unknown ? least : 0;
}

}  // namespace stepdown::analysis
