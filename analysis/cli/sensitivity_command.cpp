#include "analysis/cli/sensitivity_command.hpp"

#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/cli.hpp"
#include "analysis/cli/sweep_job.hpp"
#include "analysis/cli/sweep_stores.hpp"
#include "analysis/experiments/sensitivity.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/sensitivity_report.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/sweep_values.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <ostream>
#include <utility>
#include <vector>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

constexpr int usual_hypercube = 100;
constexpr int usual_rows = 128;  // a power of two, as Sobol's points want it

SensitivityPlan plan_of(const SensitivityArguments& arguments) {
  if (arguments.method == "tornado") return {SensitivityMethod::Tornado, 0};
  if (arguments.method == "regression")
    return {SensitivityMethod::Regression, arguments.points.value_or(usual_hypercube)};
  return {SensitivityMethod::Sobol, arguments.points.value_or(usual_rows)};
}

/// A factor of one value has no low and high end, so the swing between them would be 0 whatever it
/// does.
void refuse_single_values(const models::SweepPlan& plan) {
  for (const models::SweepFactor& factor : plan.factors)
    if (models::level_count(factor) == 1)
      throw UsageError(fmt::format(
          "expected two values or more of each factor in a tornado, its low and its high end, got "
          "one of {}",
          models::in_quotes(factor.name.value)));
}

/// The points of the method, for a plan whose inputs become factors.
SweepDesign design_for(models::SweepPlan& plan, const SensitivityPlan& asked) {
  std::string why;
  auto all_factors = as_factors(plan, why);
  if (!all_factors)
    throw UsageError(fmt::format(
        "expected uncertain inputs of one number each, got {} of several that belong together: "
        "vary them as factors, one by one",
        models::in_quotes(why)));
  plan = *std::move(all_factors);
  if (plan.factors.empty())
    throw UsageError("expected a plan with factors or uncertain inputs, got none");
  if (asked.method == SensitivityMethod::Tornado) refuse_single_values(plan);
  return sensitivity_design(plan, asked);
}

}  // namespace

CLI::App* declare_sensitivity(CLI::App& program, SensitivityArguments& arguments) {
  CLI::App* const command = program.add_subcommand(
      "sensitivity", "Rank the factors of a plan by how much figures depend on them");
  add_sweep_arguments(*command, arguments.sweep);
  add_threads_argument(*command, arguments.sweep.threads);
  command
      ->add_option("--method",
                   arguments.method,
                   "tornado (each alone at both ends), regression (a Latin hypercube), or sobol "
                   "(indices of Saltelli's designs)")
      ->check(CLI::IsMember({"tornado", "regression", "sobol"}))
      ->capture_default_str();
  command
      ->add_option(
          "--points",
          arguments.points,
          "Of the hypercube [100]; rows of Saltelli's designs [128], each of (factors + 2) "
          "points")
      ->type_name("N")
      ->check(is_whole_number(20, 100'000));
  command->footer(
      "Examples:\n"
      "  stepdown sensitivity plan.yaml --out reports/what_matters\n"
      "  stepdown sensitivity my.yaml --factor levels.php.places.slots=16..24 \\\n"
      "    --factor arrivals.referrals.poisson.rate=3,4 --method regression\n"
      "As `sweep`, it goes on where it was stopped.\n");
  return command;
}

int sensitivity_command(const SensitivityArguments& arguments,
                        const Console& console,
                        const RunPoints& run_points) {
  const SensitivityPlan asked = plan_of(arguments);
  const LoadedSweep loaded = load_sweep(
      arguments.sweep, console, [&](models::SweepPlan& plan) { return design_for(plan, asked); });
  if (loaded.extent.precision)
    throw UsageError(
        "expected as many replications of each point, got `precision` in the plan: give "
        "--replications");
  refuse_single_replication(loaded.extent.replications);
  OutputFolder folder(loaded.folder, arguments.sweep.force || fs::exists(loaded.store));
  SweepStore store = open_store(loaded, false, console);
  StoredSweep sweep(store, loaded.design, loaded.extent);
  const SweepJob job(arguments.sweep, loaded, console);
  if (!job.run_all(sweep, run_points)) return Interrupted;
  const std::vector<SensitivityRow> rows = sensitivity_rows(sweep, loaded.plan, asked);
  job.publish(folder, write_sensitivity(rows, folder.aside()), "sensitivity");
  job.warn_of_start(sweep);
  if (arguments.sweep.quiet) return Fine;
  console.out << sensitivity_text(rows, asked.method, console.page);
  console.say(fmt::format("Tables in {}, replications in {}\n",
                          models::visible(loaded.folder.string()),
                          models::visible(loaded.store.string())));
  return Fine;
}

}  // namespace stepdown::analysis
