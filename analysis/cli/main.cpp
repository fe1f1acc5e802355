#include "analysis/cli/cli.hpp"

#include <csignal>
#include <iostream>
#include <unistd.h>

/// Read by jemalloc, with which the program is linked. What it allocates is to lie in large pages,
/// as people and counts are visited in no order; what is freed is kept, as the next replication
/// takes it. Otherwise more than a tenth of the time goes to finding and clearing pages.
extern "C" {
extern const char* const malloc_conf;
const char* const malloc_conf =
    "thp:always,metadata_thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1";
}

int main(int argc, char** argv) {
  // A file that must not grow further is an error like a full disk, which is told and cleaned up.
  std::signal(SIGXFSZ, SIG_IGN);
  using stepdown::analysis::screen_of;
  return stepdown::analysis::run_cli({argv + 1, argv + argc},
                                     std::cout,
                                     std::cerr,
                                     {screen_of(STDOUT_FILENO), screen_of(STDERR_FILENO)});
}
