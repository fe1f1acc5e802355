#pragma once

#include "analysis/cli/terminal.hpp"
#include "analysis/experiments/run_points.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// What a call ends with.
enum ExitCode : int {
  Fine = 0,
  WrongUsage = 1,     ///< command line, or an output folder that may not be replaced
  WrongScenario = 2,  ///< scenario or data not valid
  CannotReadOrWrite = 3,
  NotReachable = 4,  ///< no plan within the bounds meets the targets
  Defect = 70,       ///< a promise inside the program was broken
  Interrupted = 130  ///< Ctrl-C; the replications that had ended are reported
};

/// What the program runs in. Where `err` is a terminal, a line is drawn there again and again that
/// says how far it is.
struct Surroundings {
  Screen out = {};
  Screen err = {};
  RunPoints run_points = {};  ///< how the points of a sweep are run; empty: on this machine
};

/// The whole program: reads the arguments, does what they ask, tells `out` and `err`.
///
/// @param args  without the program's name
/// @returns an `ExitCode`. Throws nothing: exceptions end here as text.
[[nodiscard]] int run_cli(const std::vector<std::string>& args,
                          std::ostream& out,
                          std::ostream& err,
                          const Surroundings& surroundings = {});

}  // namespace stepdown::analysis
