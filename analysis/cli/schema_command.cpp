#include "analysis/cli/schema_command.hpp"

#include "analysis/cli/cli.hpp"
#include "models/reading/schema_json.hpp"

#include <ostream>

namespace stepdown::analysis {

CLI::App* declare_schema(CLI::App& program, SchemaArguments& arguments) {
  CLI::App* const command =
      program.add_subcommand("schema", "Print the JSON Schema of scenarios, for editors");
  CLI::Option* const plan =
      command->add_flag("--plan", arguments.is_of_plans, "Print that of plans of sweeps");
  command
      ->add_flag(
          "--calibration", arguments.is_of_calibrations, "Print that of plans of calibrations")
      ->excludes(plan);
  command->footer(
      "Examples:\n  stepdown schema > stepdown.schema.json\n"
      "  stepdown schema --plan > plan.schema.json\n");
  return command;
}

int schema_command(const SchemaArguments& arguments, const Console& console) {
  namespace schema = models::schema;
  console.out << (arguments.is_of_plans          ? schema::plans_as_json_schema()
                  : arguments.is_of_calibrations ? schema::calibrations_as_json_schema()
                                                 : schema::as_json_schema());
  return Fine;
}

}  // namespace stepdown::analysis
