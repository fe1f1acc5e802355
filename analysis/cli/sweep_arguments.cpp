#include "analysis/cli/sweep_arguments.hpp"

#include "analysis/cli/argument_checks.hpp"
#include "analysis/cli/diagnostics_text.hpp"
#include "analysis/cli/figure_arguments.hpp"
#include "analysis/cli/folder_arguments.hpp"
#include "analysis/cli/plan_figures.hpp"
#include "analysis/experiments/targets.hpp"
#include "analysis/report/sweep_cells.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/read_sweep_plan.hpp"
#include "models/text/visible.hpp"
#include "sim/threads/replicate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <ostream>
#include <set>
#include <utility>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

models::SweepPlan plan_of(const SweepArguments& arguments) {
  if (arguments.is_of_scenario())
    return models::sweep_plan_of(
        arguments.file, arguments.sets, arguments.factors, arguments.draws.value_or(0));
  return models::read_sweep_plan(arguments.file);
}

std::vector<std::string> sets_of(const SweepArguments& arguments, const models::SweepPlan& plan) {
  std::vector<std::string> sets = plan.sets;
  if (!arguments.is_of_scenario())
    sets.insert(sets.end(), arguments.sets.begin(), arguments.sets.end());
  if (arguments.seed) sets.push_back(fmt::format("run.seed={}", *arguments.seed));
  return sets;
}

void add_once(std::vector<FigureName>& figures, const FigureName& figure) {
  if (std::ranges::find(figures, figure) == figures.end()) figures.push_back(figure);
}

/// What a planner asks for first.
std::vector<FigureName> usual_figures(const models::Model& model) {
  std::vector<FigureName> figures{{"lost", "per_year"}};
  for (std::size_t level = 0; level < model.level_count; ++level) {
    const models::StateModel& state = model.states[level];
    figures.push_back({"census", "mean", state.name});
    if (!state.is_limited) continue;
    for (const auto& [metric, statistic] : {std::pair{"utilization", "mean"},
                                            {"p_delay", "share"},
                                            {"wait", "mean"},
                                            {"wait", "p90"}})
      figures.push_back({metric, statistic, state.name});
  }
  return figures;
}

/// Those that are asked for, else the usual ones and those of the scenario's targets.
std::vector<FigureName> figures_of(const SweepArguments& arguments,
                                   const models::SweepPlan& plan,
                                   const models::Scenario& scenario,
                                   const models::Model& model,
                                   PlanFigures& of_plan) {
  std::vector<FigureName> figures;
  for (const std::string& written : arguments.figures)
    add_once(figures, figure_argument(written, model));
  if (figures.empty())
    for (const auto& written : plan.figures)
      if (const auto figure = of_plan.read(written, "figures")) add_once(figures, *figure);
  if (figures.empty() && plan.figures.empty()) {
    figures = usual_figures(model);
    if (plan.draws > 0 && model.economics) figures.push_back({"net_benefit", "mean"});
    for (const Target& target : resolve_targets(scenario, model))
      add_once(figures, target.figure);
  }
  return figures;
}

std::optional<PrecisionPlan> precision_of(const models::SweepPlan& plan, PlanFigures& of_plan) {
  if (!plan.precision) return std::nullopt;
  PrecisionPlan precision;
  precision.limits.least = plan.precision->least;
  precision.limits.most = plan.precision->most;
  for (const auto& wanted : plan.precision->figures)
    if (const auto figure = of_plan.read(wanted.figure, "precision.figures"))
      precision.figures.push_back({*figure, {wanted.half_width, wanted.is_relative}});
  return precision;
}

/// Refuses factors and uncertain inputs that are called as columns of sweep_wide.csv.
void refuse_names_of_figures(const models::SweepPlan& plan,
                             const std::vector<FigureName>& figures,
                             PlanFigures& of_plan) {
  std::set<std::string> taken;
  for (const FigureName& figure : figures)
    for (const char* const end : {"", "_low", "_high"})
      taken.insert(short_text(figure) + end);
  const auto check = [&](const auto& list, const std::string& section) {
    for (const auto& one : list)
      for (const models::SweepColumn& column : one.columns)
        if (taken.contains(column.name))
          of_plan.refuse(models::Rule::ColumnTaken,
                         one.name,
                         section,
                         fmt::format("expected another name, got {}, which is a figure of this "
                                     "sweep and a column of its tables",
                                     models::in_quotes(column.name)));
  };
  check(plan.factors, "factors");
  check(plan.uncertain, "uncertain");
}

SweepExtent extent_of(const SweepArguments& arguments,
                      const models::SweepPlan& plan,
                      const models::Scenario& scenario,
                      const models::Model& model) {
  PlanFigures of_plan(model, plan.file);
  SweepExtent extent{figures_of(arguments, plan, scenario, model, of_plan), model.replications, {}};
  if (plan.replications) extent.replications = *plan.replications;
  if (!arguments.replications) extent.precision = precision_of(plan, of_plan);
  if (extent.precision) {
    extent.replications = extent.precision->limits.most;
    for (const WantedPrecision& wanted : extent.precision->figures)
      add_once(extent.figures, wanted.figure);
  }
  if (arguments.replications) extent.replications = *arguments.replications;
  refuse_names_of_figures(plan, extent.figures, of_plan);
  of_plan.throw_if_refused();
  check_figures(model, extent.figures, models::visible(plan.scenario_file));
  return extent;
}

/// What is odd in some points, but not in the scenario as it is.
class WarningsOfPoints {
 public:
  explicit WarningsOfPoints(const std::vector<models::Diagnostic>& known) {
    for (const models::Diagnostic& warning : known)
      known_.insert(warning.message);
  }

  void add(std::size_t point, const std::vector<models::Diagnostic>& warnings) {
    for (const models::Diagnostic& warning : warnings) {
      if (known_.contains(warning.message)) continue;
      const auto alike =
          std::ranges::find(kinds_, warning.rule, [](const Kind& kind) { return kind.first.rule; });
      if (alike == kinds_.end())
        kinds_.push_back({warning, {point}});
      else
        alike->points.insert(point);
    }
  }

  /// Of each kind the first, and in how many of the points that were looked at there are such.
  void tell(const SweepDesign& design, std::size_t looked_at, const Console& console) const {
    for (const Kind& kind : kinds_) {
      console.tell(fmt::format("in {}:\n", point_text(design, *kind.points.begin())));
      console.err << diagnostics_text({kind.first}, console.err_page);
      if (kind.points.size() > 1)
        console.tell(fmt::format(
            "  such in {} of the {} points that were looked at\n", kind.points.size(), looked_at));
    }
  }

 private:
  struct Kind {
    models::Diagnostic first;
    std::set<std::size_t> points;
  };

  std::set<std::string> known_;
  std::vector<Kind> kinds_;
};

/// What was found in a point that was looked at.
struct Looked {
  std::vector<models::Diagnostic> warnings;
  std::optional<models::ScenarioError> error;
};

Looked look_at(const PointModels& models, const SweepPoint& point) {
  try {
    return {models.make(point.sets).warnings, {}};
  } catch (const models::ScenarioError& error) {
    return {{}, error};
  }
}

/// Compiles points before hours are spent on others.
void look_at_points(const SweepDesign& design,
                    const PointModels& models,
                    const std::vector<models::Diagnostic>& known,
                    int threads,
                    const Console& console) {
  constexpr std::size_t most_points = 500;
  WarningsOfPoints warnings(known);
  const std::vector<std::size_t> points = some_points(design, most_points);
  const auto point_at = [&](int i) { return points[static_cast<std::size_t>(i)]; };
  sim::ReplicationPlan plan;
  plan.count = static_cast<int>(points.size());
  plan.threads = threads;
  sim::replicate_in_order(
      plan,
      [&] { return [&](int i) { return look_at(models, design.points[point_at(i)]); }; },
      [&](int i, const Looked& looked) {
        if (looked.error) {
          console.tell(fmt::format("in {}:\n", point_text(design, point_at(i))));
          throw models::ScenarioError(*looked.error);
        }
        warnings.add(point_at(i), looked.warnings);
      });
  warnings.tell(design, points.size(), console);
}

}  // namespace

void add_sweep_arguments(CLI::App& command, SweepArguments& arguments) {
  command
      .add_option(
          "plan", arguments.file, "Plan of the sweep in YAML; with --factor or --draws a scenario")
      ->required();
  command
      .add_option("--factor",
                  arguments.factors,
                  "Vary a value of the scenario: levels.php.places.slots=16..24:2, or =16,20,24; "
                  "repeatable, all combinations are run")
      ->type_name("PATH=VALUES")
      ->allow_extra_args(false);
  command
      .add_option("--draws",
                  arguments.draws,
                  "Draw what the scenario says that is `uncertain` so often; all combinations are "
                  "run with each draw")
      ->type_name("N")
      ->check(is_whole_number(1, 1'000'000));
  command.add_option("--set", arguments.sets, "Override a value in every point; repeatable")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command
      .add_option("--figure",
                  arguments.figures,
                  "Keep this figure (METRIC.STATISTIC[@STATE[/GROUP]]); repeatable")
      ->type_name("FIGURE")
      ->allow_extra_args(false);
  command.add_option("--replications", arguments.replications, "Independent runs of each point")
      ->type_name("N")
      ->check(is_whole_number(1, most_replications));
  command.add_option("--seed", arguments.seed, "Which luck, the same in all points")
      ->type_name("N")
      ->check(is_whole_number(0, UINT64_MAX));
  add_out_argument(
      command, arguments.out, "Folder for the tables [reports/PLAN]; the store is DIR.sweep");
  command.add_flag("--per-replication",
                   arguments.with_replications,
                   "Also write sweep_replications.csv: a row a point, figure and replication");
  add_force_argument(command, arguments.force);
  command.add_flag("--quiet", arguments.quiet, "Print nothing but warnings and errors");
}

std::vector<std::size_t> some_points(const SweepDesign& design, std::size_t most) {
  const std::size_t points = design.points.size();
  const std::size_t number = std::min(points, most);
  std::vector<std::size_t> some;
  for (std::size_t i = 0; i < number; ++i)
    some.push_back(number == points ? i : i * (points - 1) / (number - 1));
  return some;
}

std::string point_text(const SweepDesign& design, std::size_t point) {
  const std::vector<std::string>& sets = design.points[point].sets;
  if (sets.empty()) return fmt::format("point {} (the scenario as it is)", point + 1);
  return fmt::format("point {} ({})",
                     point + 1,
                     models::visible_ends(fmt::format("{}", fmt::join(sets, "; ")), 200));
}

LoadedSweep load_sweep(const SweepArguments& arguments,
                       const Console& console,
                       const MakeDesign& make_design) {
  models::SweepPlan plan = plan_of(arguments);
  console.err << diagnostics_text(plan.warnings, console.err_page);
  SweepDesign design = make_design(plan);
  std::vector<std::string> sets = sets_of(arguments, plan);
  PointModels models(plan.scenario_file, sets);
  PointModel base = models.make({});
  console.err << diagnostics_text(base.warnings, console.err_page);
  SweepExtent extent = extent_of(arguments, plan, models.base(), base.model);
  look_at_points(design, models, base.warnings, threads_of(arguments.threads), console);
  fs::path folder = folder_of_tables(arguments.out, arguments.file);
  fs::path store = folder;
  store += ".sweep";
  return {std::move(plan),
          std::move(design),
          std::move(sets),
          std::move(models),
          std::move(base.model),
          std::move(extent),
          std::move(folder),
          std::move(store)};
}

SweepShard shard_of(const SweepArguments& arguments) {
  const std::string& written = arguments.shard;
  if (written.empty()) return {};
  SweepShard shard{0, 0};
  const auto slash = written.find('/');
  const auto read = [&](std::size_t from, std::size_t to, int& into) {
    const char* const end = written.data() + to;
    const auto [at, error] = std::from_chars(written.data() + from, end, into);
    return error == std::errc() && at == end;
  };
  const bool is_read = slash != std::string::npos && read(0, slash, shard.part) &&
                       read(slash + 1, written.size(), shard.of);
  if (!is_read || shard.part < 1 || shard.part > shard.of)
    throw UsageError(
        fmt::format("--shard: expected PART/OF from 1/OF to OF/OF (such as 2/4), got {}",
                    models::in_quotes(written)));
  return shard;
}

}  // namespace stepdown::analysis
