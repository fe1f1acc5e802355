#include "analysis/cli/cli.hpp"
#include "analysis/cli/commands.hpp"
#include "analysis/cli/interrupt.hpp"
#include "analysis/cli/progress.hpp"
#include "analysis/cli/stopwatch.hpp"
#include "analysis/experiments/verification.hpp"
#include "analysis/report/text_table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <ostream>

namespace stepdown::analysis {

namespace {

constexpr int most_threads = 1024;
constexpr int most_replications = 100000;

std::string table(const Verification& verification) {
  std::vector<std::vector<std::string>> rows{
      {"system", "state", "metric", "simulated", "exact", "z", "method"}};
  std::string last;
  for (const VerificationRow& row : verification.rows) {
    const BesideFigure& f = row.figure;
    const bool is_off = !f.z || std::abs(*f.z) > verification.limit;
    const std::string group = f.theory.group == "all" ? "" : " " + f.theory.group;
    rows.push_back({row.system == last ? "" : row.system,
                    f.theory.state,
                    fmt::format("{} {}{}", f.theory.metric, f.theory.statistic, group),
                    fmt::format("{:.5g} ± {:.2g}", f.simulated.mean, f.simulated.standard_error),
                    fmt::format("{:.5g}", f.theory.value.value_or(0)),
                    f.z ? fmt::format("{:+.2f}{}", *f.z, is_off ? " !" : "") : "!",
                    f.theory.method});
    last = row.system;
  }
  return aligned(rows);
}

}  // namespace

CLI::App* declare_verify(CLI::App& program, VerifyArguments& arguments) {
  CLI::App* const command = program.add_subcommand(
      "verify", "Simulate systems with a known answer and hold the figures against it");
  command->add_option("--replications", arguments.replications, "Number of independent runs")
      ->type_name("N")
      ->check(CLI::Range(2, most_replications).description(""))
      ->capture_default_str();
  command->add_option("--seed", arguments.seed, "Which luck")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--threads", arguments.threads, "Threads [one for each processor]")
      ->type_name("N")
      ->check(CLI::Range(1, most_threads).description(""));
  command->add_flag("--quiet", arguments.quiet, "Print failures only");
  command->footer(
      "Example:\n  stepdown verify --replications 100\n"
      "Exit code 0 when all figures agree, 70 when one does not.\n");
  return command;
}

int verify_command(const VerifyArguments& arguments, const Console& console) {
  InterruptWatch interrupt;
  VerificationPlan plan;
  plan.replications = arguments.replications;
  plan.seed = arguments.seed;
  plan.threads = arguments.threads > 0 ? arguments.threads : processors();
  plan.stop = &interrupt.requested();
  Verification verification;
  {
    Progress progress(console.err,
                      static_cast<int>(verification_systems().size()),
                      console.show_progress && !arguments.quiet);
    plan.progress = [&](int done) {
      progress.at(done);
      interrupt.poll();
    };
    verification = verify(plan);
  }
  if (!arguments.quiet) console.out << table(verification);
  const auto failures = verification.failures();
  if (!arguments.quiet)
    console.out << fmt::format(
        "\n{} figures of {} systems; {} beyond |z| {:.2f} (a right program stays within it 999 "
        "times in 1000)\n± one standard error, {} replications, seed {}\n",
        verification.rows.size(),
        verification_systems().size(),
        failures.size(),
        verification.limit,
        arguments.replications,
        arguments.seed);
  if (verification.was_stopped) return Interrupted;
  if (failures.empty()) return Fine;
  for (const VerificationRow* row : failures)
    console.err << fmt::format("stepdown: {}: {} {} of {} is not what theory says\n",
                               row->system,
                               row->figure.theory.metric,
                               row->figure.theory.statistic,
                               row->figure.theory.state);
  return Defect;
}

}  // namespace stepdown::analysis
