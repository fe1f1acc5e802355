#include "analysis/cli/bottlenecks_command.hpp"

#include "analysis/cli/cli.hpp"
#include "analysis/cli/folder_arguments.hpp"
#include "analysis/cli/free_memory.hpp"
#include "analysis/cli/run_watch.hpp"
#include "analysis/cli/start_notes.hpp"
#include "analysis/cli/warm_up_argument.hpp"
#include "analysis/experiments/bottlenecks.hpp"
#include "analysis/report/bottlenecks_report.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/small_manifest.hpp"
#include "analysis/views/views.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>
#include <utility>

namespace stepdown::analysis {

namespace {

std::optional<Bottlenecks> look_for_bottlenecks(const LoadedScenario& loaded,
                                                const BottlenecksArguments& arguments,
                                                const Console& console) {
  const PlacesMore more = places_more(loaded.scenario);
  const models::Model base = model_without_groups(loaded.scenario);
  const int each = base.replications;
  RunWatch watch(console, each * static_cast<int>(more.each.size() + 1), arguments.scenario.quiet);
  BottleneckPlan plan;
  plan.threads = threads_of(arguments.threads);
  plan.stop = [&watch] { return watch.is_stopped(); };
  plan.listener = &watch;
  plan.next = [&watch, each](std::size_t run) { watch.begin_after(each * static_cast<int>(run)); };
  plan.free_memory = free_memory();
  return find_bottlenecks(base, more, plan);
}

}  // namespace

CLI::App* declare_bottlenecks(CLI::App& program, BottlenecksArguments& arguments) {
  CLI::App* const command = program.add_subcommand(
      "bottlenecks", "Rank what one more place would do: people lost, days waited, money");
  add_scenario_arguments(*command, arguments.scenario);
  add_run_plan_arguments(*command, arguments.scenario);
  add_out_argument(*command, arguments.out, "Also write bottlenecks.csv into this folder");
  add_warm_up_argument(*command, arguments.warm_up);
  add_threads_argument(*command, arguments.threads);
  add_force_argument(*command, arguments.force);
  command->footer(
      "Examples:\n"
      "  stepdown bottlenecks my.yaml\n"
      "  stepdown bottlenecks my.yaml --replications 400 --out reports/bottlenecks\n");
  return command;
}

int bottlenecks_command(const BottlenecksArguments& arguments, const Console& console) {
  const WarmedScenario warmed = load_with_warm_up(
      arguments.scenario, arguments.warm_up, threads_of(arguments.threads), console);
  if (!arguments.scenario.quiet) console.tell(warmed.found_text);
  const LoadedScenario& loaded = warmed.scenario;
  const models::Model& model = loaded.model;
  refuse_single_replication(model.replications);
  std::optional<OutputFolder> folder;
  if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force);
  const auto found = look_for_bottlenecks(loaded, arguments, console);
  if (!found) {
    console.tell("stepdown: stopped before all replications had ended; nothing was written\n");
    return Interrupted;
  }
  console.tell(warning_of_start(found->start, model));
  if (folder)
    publish_with_views(*folder,
                       write_bottlenecks(*found, folder->aside()),
                       same_figures_command("bottlenecks", loaded),
                       {scenario_record(loaded)},
                       SharedPlan{model.seed, model.replications, model.warm_up, model.horizon});
  if (arguments.scenario.quiet) return Fine;
  console.out << bottlenecks_text(*found, model, console.page);
  if (folder) console.say(fmt::format("\nFiles in {}\n", models::visible(arguments.out)));
  return Fine;
}

}  // namespace stepdown::analysis
