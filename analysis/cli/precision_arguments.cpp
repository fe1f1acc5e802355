#include "analysis/cli/precision_arguments.hpp"

#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/console.hpp"
#include "analysis/cli/figure_arguments.hpp"
#include "analysis/cli/scenario_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stepdown::analysis {

CLI::Option* add_precision_arguments(CLI::App& command, PrecisionArguments& arguments) {
  CLI::Option* const precision =
      command
          .add_option(
              "--precision",
              arguments.figures,
              "Run until this half-width is reached: wait.mean@residential=5%; repeatable; a "
              "FIGURE is METRIC.STATISTIC[@STATE[/GROUP]]")
          ->type_name("FIGURE=X")
          ->allow_extra_args(false);
  command
      .add_option(
          "--least-replications", arguments.least_replications, "With --precision: at least")
      ->type_name("N")
      ->check(is_whole_number(2, most_replications))
      ->needs(precision)
      ->capture_default_str();
  command
      .add_option("--most-replications", arguments.most_replications, "With --precision: at most")
      ->type_name("N")
      ->check(is_whole_number(2, most_replications))
      ->needs(precision)
      ->capture_default_str();
  return precision;
}

std::optional<PrecisionWatch> precision_watch(const PrecisionArguments& arguments,
                                              const models::Model& model) {
  if (arguments.figures.empty()) return std::nullopt;
  PrecisionPlan plan;
  plan.limits.least = arguments.least_replications;
  plan.limits.most = arguments.most_replications;
  if (plan.limits.least > plan.limits.most)
    throw UsageError("expected --least-replications not above --most-replications");
  std::vector<FigureName> figures;
  for (const std::string& text : arguments.figures) {
    plan.figures.push_back(precision_argument(text, model));
    figures.push_back(plan.figures.back().figure);
  }
  check_figures(model, figures, "this scenario");
  return PrecisionWatch(std::move(plan));
}

std::string text_of(const PrecisionOutcome& outcome) {
  std::string text = fmt::format("precision {} after {} replications (at least {}, at most {})\n",
                                 outcome.was_reached ? "reached" : "not reached",
                                 outcome.replications,
                                 outcome.limits.least,
                                 outcome.limits.most);
  for (const ReachedPrecision& figure : outcome.figures) {
    const std::string name = to_text(figure.wanted.figure);
    const double asked = figure.wanted.target.half_width;
    if (figure.was_always_zero)
      text += fmt::format("  {}: always 0 so far\n", name);
    else if (!figure.half_width)
      text +=
          fmt::format("  {}: {}\n", name, figure.note.empty() ? "no interval so far" : figure.note);
    else if (figure.wanted.target.is_relative)
      text += fmt::format("  {}: half-width {:.3g} % of the value, asked for {:g} %\n",
                          name,
                          100 * *figure.half_width,
                          100 * asked);
    else
      text +=
          fmt::format("  {}: half-width {:.3g}, asked for {:g}\n", name, *figure.half_width, asked);
  }
  const bool is_precise_now = std::ranges::all_of(
      outcome.figures, [](const auto& figure) { return shortfall_text(figure).empty(); });
  if (!outcome.was_reached && is_precise_now)
    text += "  precise enough at the end, but not for long enough to be no luck\n";
  return text;
}

}  // namespace stepdown::analysis
