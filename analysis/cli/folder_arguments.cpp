#include "analysis/cli/folder_arguments.hpp"

#include "analysis/cli/argument_checks.hpp"

namespace stepdown::analysis {

CLI::Option* add_out_argument(CLI::App& command, std::string& out, const std::string& what) {
  return command.add_option("--out", out, what)->type_name("DIR")->check(is_not_empty("a folder"));
}

void add_force_argument(CLI::App& command, bool& force) {
  command.add_flag("--force", force, "Replace a folder that stepdown wrote");
}

}  // namespace stepdown::analysis
