#include "analysis/cli/schema_command.hpp"

#include "analysis/cli/cli.hpp"
#include "models/reading/schema_json.hpp"

#include <ostream>

namespace stepdown::analysis {

CLI::App* declare_schema(CLI::App& program) {
  CLI::App* const command =
      program.add_subcommand("schema", "Print the JSON Schema of scenarios, for editors");
  command->footer("Example:\n  stepdown schema > stepdown.schema.json\n");
  return command;
}

int schema_command(const Console& console) {
  console.out << models::schema::as_json_schema();
  return Fine;
}

}  // namespace stepdown::analysis
