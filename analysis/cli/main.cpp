#include "analysis/cli/cli.hpp"

#include <csignal>
#include <iostream>
#include <unistd.h>

int main(int argc, char** argv) {
  // A file that must not grow further is an error like a full disk, which is told and cleaned up.
  std::signal(SIGXFSZ, SIG_IGN);
  const bool show_progress = ::isatty(STDERR_FILENO) == 1;
  return stepdown::analysis::run_cli({argv + 1, argv + argc}, std::cout, std::cerr, show_progress);
}
