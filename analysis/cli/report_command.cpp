#include "analysis/cli/report_command.hpp"

#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/cli.hpp"
#include "analysis/views/views.hpp"
#include "models/text/visible.hpp"

#include <filesystem>
#include <ostream>

namespace stepdown::analysis {

CLI::App* declare_report(CLI::App& program, ReportArguments& arguments) {
  CLI::App* const command = program.add_subcommand(
      "report", "Make the page and the workbook of a folder of results anew");
  command->add_option("folder", arguments.folder, "Folder that stepdown wrote")
      ->required()
      ->type_name("DIR")
      ->check(is_not_empty("a folder"));
  command->footer(
      "Every command that writes a folder of results also makes them. Example:\n"
      "  stepdown report reports/my\n");
  return command;
}

int report_command(const ReportArguments& arguments, const Console& console) {
  const std::filesystem::path folder = arguments.folder;
  renew_views(folder);
  for (const std::string& view : view_files())
    console.out << "Wrote " << models::visible((folder / view).string()) << "\n";
  return Fine;
}

}  // namespace stepdown::analysis
