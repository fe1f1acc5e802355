#include "analysis/cli/theory_command.hpp"

#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/cli.hpp"
#include "analysis/cli/folder_arguments.hpp"
#include "analysis/cli/start_notes.hpp"
#include "analysis/cli/theory_progress.hpp"
#include "analysis/experiments/agreement.hpp"
#include "analysis/report/agreement_report.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/read_metrics.hpp"
#include "analysis/report/small_manifest.hpp"
#include "analysis/report/theory_csv.hpp"
#include "analysis/report/theory_text.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "analysis/views/views.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/inputs.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <ostream>
#include <utility>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

/// Whether both are given and name the same folder, however written.
bool is_same_folder(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return false;
  const auto whole = [](const fs::path& path) {
    const fs::path result = fs::weakly_canonical(fs::absolute(path));
    return result.has_filename() ? result : result.parent_path();
  };
  return whole(a) == whole(b);
}

TheoryReport report_of(const models::Model& model,
                       const TheoryArguments& arguments,
                       const Console& console) {
  TheoryProgress progress(arguments.scenario.quiet ? nullptr : console.terminal);
  return theory_report(model,
                       {.listener = [&progress](const TheoryStep& step) { progress.at(step); }});
}

std::vector<Agreement> read_agreements(const TheoryArguments& arguments,
                                       const LoadedScenario& loaded,
                                       const TheoryReport& report,
                                       const Console& console) {
  const fs::path results = arguments.beside;
  const auto simulated = read_metrics(results / "metrics.csv");
  if (!simulated)
    throw UsageError(fmt::format("expected a metrics.csv of stepdown in {}, got another file",
                                 models::in_quotes(results.string())));
  if (!are_reports_of(loaded.scenario, loaded.sets, results))
    console.tell(fmt::format("warning: {} is not of this very scenario (file or --set differ)\n",
                             models::in_quotes(results.string())));
  if (const auto start = start_bias_in_manifest(results / manifest_file))
    console.tell(warning_of_start_in(results.string(), *start, loaded.model));
  return agreements(report.figures, *simulated);
}

double limit_of(const std::vector<Agreement>& figures) {
  std::size_t judged = 0;
  std::int64_t replications = 2;
  for (const Agreement& f : figures) {
    if (f.is_judged) ++judged;
    replications = std::max(replications, f.simulated.replications);
  }
  return z_limit(std::max<std::size_t>(judged, 1), replications);
}

}  // namespace

CLI::App* declare_theory(CLI::App& program, TheoryArguments& arguments) {
  CLI::App* const command = program.add_subcommand(
      "theory",
      "Answer at once what formulas can: demand, waits, places needed, what becomes of people");
  add_scenario_arguments(*command, arguments.scenario);
  add_out_argument(*command, arguments.out, "Also write CSV files into this folder");
  command
      ->add_option("--beside",
                   arguments.beside,
                   "Put simulated figures beside: a folder of reports of the same scenario")
      ->type_name("RESULTS")
      ->check(is_not_empty("a folder of reports"));
  add_force_argument(*command, arguments.force);
  command->footer(
      "Examples:\n"
      "  stepdown theory my.yaml\n"
      "  stepdown theory my.yaml --out reports/my_theory --beside reports/my\n");
  return command;
}

int theory_command(const TheoryArguments& arguments, const Console& console) {
  if (is_same_folder(arguments.out, arguments.beside))
    throw UsageError(
        fmt::format("expected another folder for --out than for --beside, got {} for both",
                    models::in_quotes(arguments.out)));
  const LoadedScenario loaded = load_scenario(arguments.scenario, console);
  std::optional<OutputFolder> folder;
  if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force);
  const TheoryReport report = report_of(loaded.model, arguments, console);
  std::vector<Agreement> figures;
  if (!arguments.beside.empty()) figures = read_agreements(arguments, loaded, report, console);
  if (folder) {
    std::vector<std::string> files =
        write_theory(loaded.model, report, folder->aside(), models::inputs_of(loaded.scenario));
    if (!arguments.beside.empty()) files.push_back(write_agreements(figures, folder->aside()));
    publish_with_views(*folder,
                       std::move(files),
                       same_figures_command("theory", loaded),
                       {scenario_record(loaded)});
  }
  if (arguments.scenario.quiet) return Fine;
  console.out << theory_text(loaded.model, report, console.page);
  if (!arguments.beside.empty())
    console.out << "\nSimulated and by theory\n\n"
                << agreement_text(figures, limit_of(figures), console.page);
  if (folder) console.say(fmt::format("\nFiles in {}\n", models::visible(arguments.out)));
  return Fine;
}

}  // namespace stepdown::analysis
