#include "analysis/cli/verify_command.hpp"

#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/cli.hpp"
#include "analysis/cli/folder_arguments.hpp"
#include "analysis/cli/free_memory.hpp"
#include "analysis/cli/interrupt.hpp"
#include "analysis/cli/scenario_arguments.hpp"
#include "analysis/cli/terminal_line.hpp"
#include "analysis/experiments/verification.hpp"
#include "analysis/report/output_folder.hpp"
#include "analysis/report/verification_report.hpp"
#include "analysis/views/views.hpp"
#include "models/text/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

namespace {

constexpr int most_verified = 100000;

std::string verdict(const VerifyArguments& arguments, const Verification& verification) {
  const auto open = std::count_if(
      verification.rows.begin(), verification.rows.end(), [](const VerificationRow& row) {
        return !Verification::is_judged(row);
      });
  return fmt::format(
      "\n{} figures of {} systems; {} beyond |z| {:.2f}{}\n"
      "A right program has any figure beyond it in 1 of 1000 verifications\n"
      "± one standard error; {} replications, seed {}\n",
      verification.rows.size(),
      verification_systems().size(),
      verification.failures().size(),
      verification.limit,
      open > 0 ? fmt::format("; {} cannot be judged", open) : "",
      arguments.replications,
      arguments.seed);
}

}  // namespace

CLI::App* declare_verify(CLI::App& program, VerifyArguments& arguments) {
  CLI::App* const command = program.add_subcommand(
      "verify", "Simulate systems with a known answer and hold the figures against it");
  command->add_option("--replications", arguments.replications, "Number of independent runs")
      ->type_name("N")
      ->check(is_whole_number(fewest_verified, most_verified))
      ->capture_default_str();
  command->add_option("--seed", arguments.seed, "Which luck")
      ->type_name("N")
      ->check(is_whole_number(0, UINT64_MAX))
      ->capture_default_str();
  add_threads_argument(*command, arguments.threads);
  add_out_argument(*command, arguments.out, "Also write the table as CSV into this folder");
  add_force_argument(*command, arguments.force);
  command->add_flag("--quiet", arguments.quiet, "Print failures only");
  command->footer(
      "Example:\n  stepdown verify --replications 200 --out reports/verification\n"
      "Exit code 0 when all figures agree, 70 when one does not.\n");
  return command;
}

int verify_command(const VerifyArguments& arguments, const Console& console) {
  std::optional<OutputFolder> folder;
  if (!arguments.out.empty()) folder.emplace(arguments.out, arguments.force);
  InterruptWatch interrupt;
  VerificationPlan plan;
  plan.replications = arguments.replications;
  plan.seed = arguments.seed;
  plan.threads = threads_of(arguments.threads);
  plan.stop = [&interrupt] { return interrupt.is_requested(); };
  plan.free_memory = free_memory();
  Verification verification;
  {
    TerminalLine line(arguments.quiet ? nullptr : console.terminal);
    plan.progress = [&line](int done, std::string_view name) {
      line.draw(fmt::format("{} of {}: {}", done + 1, verification_systems().size(), name));
    };
    verification = verify(plan);
  }
  if (verification.was_stopped) {
    console.tell("stepdown: stopped before all systems had been verified; nothing was written\n");
    return Interrupted;
  }
  if (folder)
    publish_with_views(
        *folder,
        write_verification(verification, folder->aside()),
        fmt::format(
            "stepdown verify --replications {} --seed {}", arguments.replications, arguments.seed),
        {});
  if (!arguments.quiet) {
    console.out << verification_text(verification, console.page);
    console.say(verdict(arguments, verification));
    if (folder) console.say(fmt::format("Files in {}\n", models::visible(arguments.out)));
  }
  const auto failures = verification.failures();
  for (const VerificationRow* row : failures)
    console.tell(fmt::format("stepdown: {}: {} {} of {} is not what theory says\n",
                             row->system,
                             row->figure.theory.metric,
                             row->figure.theory.statistic,
                             row->figure.theory.state));
  return failures.empty() ? Fine : Defect;
}

}  // namespace stepdown::analysis
