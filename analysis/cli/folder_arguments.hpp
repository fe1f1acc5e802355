#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace stepdown::analysis {

/// `--out`, which is empty when it is not given. @param what  goes there, as the help says it
CLI::Option* add_out_argument(CLI::App& command, std::string& out, const std::string& what);

/// `--force`.
void add_force_argument(CLI::App& command, bool& force);

}  // namespace stepdown::analysis
