#include "analysis/cli/graph_command.hpp"

#include "analysis/cli/cli.hpp"
#include "models/pathway/draw_pathway.hpp"

#include <ostream>

namespace stepdown::analysis {

CLI::App* declare_graph(CLI::App& program, GraphArguments& arguments) {
  CLI::App* const command =
      program.add_subcommand("graph", "Print the pathway in the DOT language of Graphviz");
  add_scenario_arguments(*command, arguments.scenario);
  command->footer("Example:\n  stepdown graph my.yaml | dot -Tsvg > my.svg\n");
  return command;
}

int graph_command(const GraphArguments& arguments, const Console& console) {
  console.out << models::draw_pathway(load_scenario(arguments.scenario, console).model);
  return Fine;
}

}  // namespace stepdown::analysis
