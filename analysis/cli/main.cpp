#include "analysis/cli/cli.hpp"

#include <iostream>
#include <unistd.h>

int main(int argc, char** argv) {
  const bool show_progress = ::isatty(STDERR_FILENO) == 1;
  return stepdown::analysis::run_cli({argv + 1, argv + argc}, std::cout, std::cerr, show_progress);
}
