#include "analysis/theory/theory_figures.hpp"

#include "analysis/theory/demand_figures.hpp"
#include "analysis/theory/nobody_waits.hpp"
#include "analysis/theory/people_figures.hpp"
#include "analysis/theory/understood.hpp"
#include "analysis/theory/waiting_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <variant>

namespace stepdown::analysis {

using models::Model;

std::string to_text(Standing standing) {
  switch (standing) {
    case Standing::Exact:
      return "exact";
    case Standing::Unlimited:
      return "unlimited places";
    case Standing::About:
      return "unlimited places, about";
    case Standing::LongRun:
      return "long run";
    case Standing::OnItsOwn:
      return "level on its own";
  }
  return {};
}

bool has_poisson_census(const Model& model) {
  return !not_understood(model, one_at_a_time);
}

namespace {

/// Where people come by the hour, cells of an hour, or so many as are worked out in seconds.
std::size_t cells_per_day(const Model& model, const TheoryPlan& plan) {
  constexpr double most_cells = 15'000;
  if (!has_hours(model)) return plan.cells_per_day;
  std::size_t cells = models::hours_a_day;
  while (cells > plan.cells_per_day && static_cast<double>(cells) * model.horizon > most_cells)
    cells -= 2;
  return std::max(cells, plan.cells_per_day);
}

/// Day by day, as far as that takes seconds.
std::variant<InfiniteServerFigures, NoAnswer> paths_of(const Model& model, const TheoryPlan& plan) {
  constexpr double most_work = 2e8;
  constexpr double hundred = 100;
  if (auto no = not_understood(model, leaving_out_history)) return *std::move(no);
  const InfiniteServerPlan census{.days = static_cast<std::size_t>(std::ceil(model.horizon)),
                                  .cells_per_day = cells_per_day(model, plan),
                                  .with_flows = true,
                                  .with_error = false,
                                  .listener = plan.listener};
  const double work = work_of_infinite_server(model, census);
  if (work <= most_work) return infinite_server(model, census);
  const auto days = static_cast<double>(census.days);
  return NoAnswer{
      fmt::format("a run of {:.0f} days is too long to follow so many kinds of people and moves "
                  "from day to day; some {:.0f} days are not",
                  days,
                  std::floor(days * most_work / work / hundred) * hundred)};
}

/// Places for the demand that is known.
void add_sizing(const Model& model, const TheoryListener& listener, TheoryReport& report) {
  if (!report.traffic) return;
  const InfiniteServerFigures* const paths = report.paths ? &*report.paths : nullptr;
  report.offered = offered_patterns(model, *report.traffic, paths, listener);
  for (std::size_t l = 0; l < report.offered.size(); ++l) {
    tell(listener, {"places for the demand: levels", l, report.offered.size()});
    report.sizing.push_back(level_sizing(model,
                                         l,
                                         report.traffic->states[l],
                                         report.offered[l],
                                         paths == nullptr ? nullptr : &paths->states[l]));
  }
}

}  // namespace

TheoryReport theory_report(const Model& model, const TheoryPlan& plan) {
  TheoryReport report;
  tell(plan.listener, {"demand in the long run"});
  const PathwayKernels kernels = pathway_kernels(model);
  report.footnotes = kernels.footnotes;
  report.is_unlimited = nobody_waits(model, kernels);
  auto long_run = traffic(model, kernels);
  if (const auto* none = std::get_if<NoAnswer>(&long_run)) {
    report.footnotes.push_back("no long run: " + none->reason);
  } else {
    report.traffic = std::get<TrafficFigures>(std::move(long_run));
  }
  auto paths = paths_of(model, plan);
  if (const auto* none = std::get_if<NoAnswer>(&paths))
    report.footnotes.push_back("no census over time: " + none->reason);
  else
    report.paths = std::get<InfiniteServerFigures>(std::move(paths));
  for (const models::SourceModel& source : model.sources) {
    if (models::changes_for_good(source.process))
      report.footnotes.push_back(source.name +
                                 ": arrivals change; long-run figures are for their average over "
                                 "the observed part");
  }
  add_sizing(model, plan.listener, report);
  add_demand(model, report);
  tell(plan.listener, {"waits in the long run"});
  add_waiting(model, plan.most_exact_states, report);
  add_people(model, kernels, plan.listener, report);
  return report;
}

TheoryReport places_report(const Model& model, const TheoryListener& listener) {
  TheoryReport report;
  const PathwayKernels kernels = pathway_kernels(model);
  auto long_run = traffic(model, kernels);
  if (auto* const known = std::get_if<TrafficFigures>(&long_run))
    report.traffic = std::move(*known);
  add_sizing(model, listener, report);
  return report;
}

}  // namespace stepdown::analysis
