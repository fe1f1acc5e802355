#include "analysis/cli/sweep_job.hpp"

#include "analysis/cli/free_memory.hpp"
#include "analysis/cli/interrupt.hpp"
#include "analysis/cli/scenario_arguments.hpp"
#include "analysis/cli/start_notes.hpp"
#include "analysis/cli/sweep_progress.hpp"
#include "analysis/experiments/expected_start.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/report/small_manifest.hpp"
#include "analysis/views/views.hpp"
#include "models/text/visible.hpp"
#include "sim/threads/one_at_a_time.hpp"
#include "sim/threads/replicate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <utility>

namespace stepdown::analysis {

namespace {

std::string same_figures_command(const std::string& command, const SweepArguments& arguments) {
  std::vector<std::string> args{command, arguments.file};
  const auto add = [&args](const char* option, const std::string& value) {
    args.emplace_back(option);
    args.push_back(value);
  };
  for (const std::string& factor : arguments.factors)
    add("--factor", factor);
  for (const std::string& set : arguments.sets)
    add("--set", set);
  for (const std::string& figure : arguments.figures)
    add("--figure", figure);
  if (arguments.draws) add("--draws", std::to_string(*arguments.draws));
  if (arguments.replications) add("--replications", std::to_string(*arguments.replications));
  if (arguments.seed) add("--seed", std::to_string(*arguments.seed));
  if (arguments.with_replications) args.emplace_back("--per-replication");
  return command_line(args);
}

/// A line for each figure that is not as precise as it was asked to be; empty: there is none.
std::string shortfalls_text(const PrecisionOutcome& outcome) {
  std::string text;
  for (const ReachedPrecision& figure : outcome.figures)
    if (const std::string shortfall = shortfall_text(figure); !shortfall.empty())
      text += fmt::format("  {}: {}\n", models::visible(to_text(figure.wanted.figure)), shortfall);
  return text;
}

/// Of what was seen of a point: the mean census and list of a level, if they are among the figures.
SeenCounts seen_counts(const KeptSummarizer& summary, const std::vector<FigureName>& figures) {
  return [&](const std::string& level, bool is_list) -> std::optional<SeenCount> {
    const auto at =
        std::ranges::find(figures, FigureName{is_list ? "list" : "census", "mean", level, all});
    if (at == figures.end()) return std::nullopt;
    const KeptEstimate figure = summary.estimate(static_cast<std::size_t>(at - figures.begin()));
    if (!figure.value) return std::nullopt;
    SeenCount seen{*figure.value, std::nullopt, !figure.interval};
    if (figure.interval) seen.half_width = figure.interval->half_width();
    return seen;
  };
}

}  // namespace

std::size_t replications_in(const std::vector<PointTask>& tasks) {
  std::size_t number = 0;
  for (const PointTask& task : tasks)
    number += task.replications.size();
  return number;
}

bool SweepJob::run_all(StoredSweep& sweep,
                       const RunPoints& run_points,
                       const SweepShard& shard) const {
  const std::vector<PointTask> tasks = sweep.missing(shard);
  if (tasks.empty()) return true;
  InterruptWatch interrupt;
  SweepProgressLine line(arguments_->quiet ? nullptr : console_->terminal,
                         tasks.size(),
                         loaded_->extent.precision ? 0 : replications_in(tasks));
  SweepRunOptions options;
  options.threads = threads_of(arguments_->threads);
  options.free_memory = free_memory();
  options.stop = [&interrupt] { return interrupt.is_requested(); };
  options.run_points = run_points;
  try {
    if (sweep.run(tasks, loaded_->models, options, [&](const SweepProgress& now) { line.at(now); }))
      return true;
  } catch (const UnmeasuredFigure& error) {
    throw UsageError(
        fmt::format("{} {}", point_text(loaded_->design, error.point()), error.what()));
  }
  console_->tell(fmt::format(
      "stepdown: stopped; what has ended is in {}, and the same command goes on from there\n",
      models::visible(loaded_->store.string())));
  return false;
}

void SweepJob::publish(OutputFolder& folder,
                       std::vector<std::string> files,
                       const std::string& command) const {
  const models::Model& model = loaded_->base;
  publish_with_views(
      folder,
      std::move(files),
      same_figures_command(command, *arguments_),
      {{model.name,
        loaded_->plan.scenario_file,
        scenario_hash(loaded_->models.base(), loaded_->sets),
        loaded_->sets}},
      SharedPlan{model.seed, loaded_->extent.replications, model.warm_up, model.horizon});
}

void SweepJob::warn_of_start(StoredSweep& sweep) const {
  constexpr std::size_t most = 50;
  const std::vector<std::size_t> points = some_points(loaded_->design, most);
  sim::OneAtATime one_at_a_time;
  const auto warning = [&](int i) -> std::string {
    const std::size_t point = points[static_cast<std::size_t>(i)];
    const auto summary = one_at_a_time([&] { return sweep.summary(point); });
    if (!summary) return {};
    const models::Model model = loaded_->models.make(loaded_->design.points[point].sets).model;
    const auto biased = expected_start(model, seen_counts(*summary, loaded_->extent.figures));
    if (biased.empty()) return {};
    return warning_of_start_in(point_text(loaded_->design, point), biased, model);
  };
  std::size_t felt = 0;
  std::string first;
  sim::ReplicationPlan plan;
  plan.count = static_cast<int>(points.size());
  plan.threads = threads_of(arguments_->threads);
  sim::replicate_in_order(
      plan,
      [&] { return warning; },
      [&](int /*point*/, std::string&& text) {
        if (!text.empty() && felt++ == 0) first = std::move(text);
      });
  if (felt == 0) return;
  console_->tell(first);
  if (felt > 1 || points.size() < loaded_->design.points.size())
    console_->tell(
        fmt::format("  so in {} of the {} points that were looked at\n", felt, points.size()));
}

void SweepJob::warn_of_precision(StoredSweep& sweep) const {
  if (!loaded_->extent.precision) return;
  const std::size_t points = loaded_->design.points.size();
  std::size_t short_of_it = 0;
  std::string first;
  for (std::size_t point = 0; point < points; ++point) {
    const auto ended = sweep.ended(point);
    if (!ended || !ended->precision) continue;
    const std::string shortfalls = shortfalls_text(*ended->precision);
    if (shortfalls.empty() || short_of_it++ > 0) continue;
    first = fmt::format("{}, after {} replications:\n{}",
                        point_text(loaded_->design, point),
                        ended->precision->replications,
                        shortfalls);
  }
  if (short_of_it > 0)
    console_->tell(fmt::format("warning: precision not reached in {} of {} points, first in {}",
                               short_of_it,
                               points,
                               first));
}

}  // namespace stepdown::analysis
