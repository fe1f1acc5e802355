#pragma once

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
  Defect = 70,       ///< a promise inside the program was broken
  Interrupted = 130  ///< Ctrl-C; the replications that had ended are reported
};

/// The whole program: reads the arguments, does what they ask, tells `out` and `err`.
///
/// @param args           without the program's name
/// @param show_progress  whether `err` is a terminal, on which a line can be drawn again and again
/// @returns an `ExitCode`. Throws nothing: exceptions end here as text.
[[nodiscard]] int run_cli(const std::vector<std::string>& args,
                          std::ostream& out,
                          std::ostream& err,
                          bool show_progress = false);

}  // namespace stepdown::analysis
