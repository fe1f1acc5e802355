#include "analysis/theory/theory_figures.hpp"

#include "analysis/theory/demand_figures.hpp"
#include "analysis/theory/nobody_waits.hpp"
#include "analysis/theory/people_figures.hpp"
#include "analysis/theory/understood.hpp"
#include "analysis/theory/waiting_figures.hpp"

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

}  // namespace

TheoryReport theory_report(const Model& model, const TheoryPlan& plan) {
  TheoryReport report;
  const PathwayKernels kernels = pathway_kernels(model);
  report.footnotes = kernels.footnotes;
  report.is_unlimited = nobody_waits(model, kernels);
  auto long_run = traffic(model, kernels);
  if (const auto* none = std::get_if<NoAnswer>(&long_run)) {
    report.footnotes.push_back("no long run: " + none->reason);
  } else {
    report.traffic = std::get<TrafficFigures>(std::move(long_run));
  }
  if (const auto no = not_understood(model, leaving_out_history)) {
    report.footnotes.push_back("no census over time: " + no->reason);
  } else {
    report.paths = infinite_server(model,
                                   {.days = static_cast<std::size_t>(std::ceil(model.horizon)),
                                    .cells_per_day = cells_per_day(model, plan),
                                    .with_flows = true});
  }
  for (const models::SourceModel& source : model.sources) {
    if (models::changes_for_good(source.process))
      report.footnotes.push_back(source.name +
                                 ": arrivals change; long-run figures are for their average over "
                                 "the observed part");
  }
  if (report.traffic) {
    report.offered =
        offered_patterns(model, *report.traffic, report.paths ? &*report.paths : nullptr);
    for (std::size_t l = 0; l < report.offered.size(); ++l)
      report.sizing.push_back(level_sizing(model,
                                           l,
                                           report.traffic->states[l],
                                           report.offered[l],
                                           report.paths ? &report.paths->states[l] : nullptr));
  }
  add_demand(model, report);
  add_waiting(model, plan.most_exact_states, report);
  add_people(model, kernels, report);
  return report;
}

}  // namespace stepdown::analysis
