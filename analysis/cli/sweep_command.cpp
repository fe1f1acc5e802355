#include "analysis/cli/sweep_command.hpp"

#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/cli.hpp"
#include "analysis/cli/scenario_arguments.hpp"
#include "analysis/cli/sweep_job.hpp"
#include "analysis/cli/sweep_stores.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/sweep_report.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

/// Writes and shows the tables. @pre nothing is missing
void report(const SweepArguments& arguments,
            const LoadedSweep& loaded,
            StoredSweep& sweep,
            OutputFolder& folder,
            const Console& console) {
  const SweepJob job(arguments, loaded, console);
  SweepUncertainty uncertainty;
  std::optional<UncertaintyTables> of_draws;
  if (loaded.design.draws > 0) {
    uncertainty = uncertainty_of(sweep);
    of_draws.emplace(loaded.design, uncertainty);
  }
  const SweepTables tables{arguments.with_replications, of_draws ? &*of_draws : nullptr};
  job.publish(folder, write_sweep(sweep, tables, folder.aside()), "sweep");
  job.warn_of_start(sweep);
  job.warn_of_precision(sweep);
  if (arguments.quiet) return;
  console.out << (of_draws ? of_draws->text(console.page) : sweep_text(sweep, console.page));
  console.say(fmt::format("\nTables in {}, replications in {}\n",
                          models::visible(loaded.folder.string()),
                          models::visible(loaded.store.string())));
}

}  // namespace

CLI::App* declare_sweep(CLI::App& program, SweepArguments& arguments) {
  CLI::App* const command = program.add_subcommand(
      "sweep", "Run many variants of a scenario; goes on where it was stopped");
  add_sweep_arguments(*command, arguments);
  add_threads_argument(*command, arguments.threads);
  command->add_flag(
      "--extend", arguments.extend, "Add points or replications to a sweep that is there");
  command
      ->add_option("--shard",
                   arguments.shard,
                   "Only run part I of N of the points, for N jobs; then `stepdown merge`")
      ->type_name("I/N")
      ->check(is_not_empty("PART/OF (such as 2/4)"));
  command->footer(
      "Examples:\n"
      "  stepdown sweep plan.yaml --out reports/beds\n"
      "  stepdown sweep my.yaml --factor levels.php.places.slots=16..24 --figure lost.per_year\n"
      "  stepdown sweep plan.yaml --shard 2/4 --out reports/beds\n"
      "Stopped or killed, the same command goes on; what had ended is not run again.\n");
  return command;
}

CLI::App* declare_merge(CLI::App& program, SweepArguments& arguments) {
  CLI::App* const command =
      program.add_subcommand("merge", "Take the shards of a sweep together and write its tables");
  add_sweep_arguments(*command, arguments);
  command->add_option("stores", arguments.stores, "Stores of shards (DIR.1-of-4.sweep ...)")
      ->required();
  command->footer(
      "Example:\n"
      "  stepdown merge plan.yaml reports/beds.*-of-4.sweep --out reports/beds\n"
      "What is missing afterwards, `stepdown sweep` with the same plan and folder runs.\n");
  return command;
}

int sweep_command(const SweepArguments& arguments,
                  const Console& console,
                  const RunPoints& run_points) {
  const SweepShard shard = shard_of(arguments);
  const bool is_part = shard.of > 1;
  LoadedSweep loaded = load_sweep(arguments, console);
  if (is_part) loaded.store = shard_store(loaded.folder, shard);
  std::optional<OutputFolder> folder;
  if (!is_part) folder.emplace(loaded.folder, arguments.force || fs::exists(loaded.store));
  SweepStore store = open_store(loaded, arguments.extend, console);
  StoredSweep sweep(store, loaded.design, loaded.extent);
  const SweepJob job(arguments, loaded, console);
  if (!job.run_all(sweep, run_points, shard)) return Interrupted;
  if (!is_part) {
    report(arguments, loaded, sweep, *folder, console);
  } else if (!arguments.quiet) {
    console.say(fmt::format("Part {} of {} is in {}; when all are there: stepdown merge\n",
                            shard.part,
                            shard.of,
                            models::visible(loaded.store.string())));
  }
  return Fine;
}

int merge_command(const SweepArguments& arguments, const Console& console) {
  const LoadedSweep loaded = load_sweep(arguments, console);
  OutputFolder folder(loaded.folder, arguments.force || fs::exists(loaded.store));
  SweepStore store = open_store(loaded, false, console);
  StoredSweep sweep(store, loaded.design, loaded.extent);
  for (const std::string& from : arguments.stores)
    take_over(store, loaded, from, console);
  const std::vector<PointTask> tasks = sweep.missing();
  if (tasks.empty()) {
    report(arguments, loaded, sweep, folder, console);
    return Fine;
  }
  console.tell(fmt::format(
      "stepdown: {} replications in {} points are missing, {} first; run the shards that have "
      "them, or the rest with `stepdown sweep` and the same plan and folder\n",
      replications_in(tasks),
      tasks.size(),
      point_text(loaded.design, tasks.front().point)));
  return WrongUsage;
}

}  // namespace stepdown::analysis
