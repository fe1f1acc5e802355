#include "analysis/theory/theory_figures.hpp"

#include "analysis/theory/figure_list.hpp"

#include <algorithm>
#include <cmath>
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
    case Standing::LongRun:
      return "long run";
    case Standing::OnItsOwn:
      return "level on its own";
  }
  return {};
}

void FigureList::add(std::string metric,
                     std::string statistic,
                     std::optional<double> value,
                     std::string note) {
  if (value && !std::isfinite(*value)) {
    value.reset();
    if (note.empty()) note = "has no finite mean";
  }
  figures_->push_back({state_,
                       group_,
                       std::move(metric),
                       std::move(statistic),
                       value,
                       standing_,
                       method_,
                       std::move(note)});
}

bool nobody_waits(const Model& model, const PathwayKernels& kernels) {
  std::vector<bool> seen(model.states.size());
  for (const models::SourceModel& source : model.sources) {
    for (std::size_t c = 0; c < model.classes.size(); ++c) {
      if (!(source.class_share[c] > 0)) continue;
      const auto first = first_states(model, source, static_cast<models::ClassId>(c));
      for (std::size_t s = 0; s < first.size(); ++s)
        if (first[s] > 0) seen[s] = true;
    }
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t s = 0; s < seen.size(); ++s) {
      if (!seen[s]) continue;
      for (const auto& kernel : kernels.classes) {
        if (!kernel) continue;
        const auto& next = kernel->states[s].next;
        for (std::size_t j = 0; j < next.size(); ++j) {
          if (seen[j] || !(next[j].probability > 0)) continue;
          seen[j] = true;
          changed = true;
        }
      }
    }
  }
  for (std::size_t s = 0; s < model.level_count; ++s)
    if (seen[s] && model.states[s].is_limited) return false;
  return true;
}

bool depends_on_history(const Model& model) {
  return std::ranges::any_of(model.states, [](const auto& s) { return !s.tests.empty(); });
}

bool has_poisson_census(const Model& model) {
  return std::ranges::all_of(model.sources, [](const auto& source) {
    return models::is_poisson(source.process) && source.batch.empty();
  });
}

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
  report.paths = infinite_server(model,
                                 {.days = static_cast<std::size_t>(std::ceil(model.horizon)),
                                  .cells_per_day = plan.cells_per_day,
                                  .with_flows = true});
  for (const models::SourceModel& source : model.sources) {
    if (!models::is_poisson(source.process) || models::changes_for_good(source.process))
      report.footnotes.push_back(source.name +
                                 ": arrivals change; long-run figures are for their average over "
                                 "the observed part");
  }
  add_demand(model, report);
  add_waiting(model, plan.most_exact_states, report);
  add_people(model, kernels, report);
  return report;
}

}  // namespace stepdown::analysis
