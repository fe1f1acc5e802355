#include "analysis/cli/init_command.hpp"

#include "analysis/cli/cli.hpp"
#include "analysis/cli/starter_scenario.hpp"
#include "analysis/report/output_file.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <ostream>

namespace stepdown::analysis {

CLI::App* declare_init(CLI::App& program, InitArguments& arguments) {
  CLI::App* const command =
      program.add_subcommand("init", "Write a commented starter scenario that runs");
  command->add_option("file", arguments.file, "Where to write it")->capture_default_str();
  command->add_flag("--force", arguments.force, "Replace an existing file");
  command->footer("Example:\n  stepdown init my.yaml\n");
  return command;
}

int init_command(const InitArguments& arguments, const Console& console) {
  if (!arguments.force && std::filesystem::exists(arguments.file))
    throw UsageError(
        fmt::format("{} exists; --force replaces it", models::in_quotes(arguments.file)));
  write_whole_file(arguments.file, starter_scenario());
  console.out << fmt::format("Wrote {}. Next:\n  {}\n",
                             models::visible(arguments.file),
                             models::visible(command_line({"run", arguments.file})));
  return Fine;
}

}  // namespace stepdown::analysis
