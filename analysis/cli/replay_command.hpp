#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/scenario_arguments.hpp"

#include <string>

namespace stepdown::analysis {

/// `run --replay`: prints the events of one replication, or of one patient in it, as the event log
/// has them.
/// @param asked  REPLICATION[:PATIENT]
/// @returns an `ExitCode`.
int replay_command(const std::string& asked, const LoadedScenario& loaded, const Console& console);

}  // namespace stepdown::analysis
