#include "analysis/theory/theory_figures.hpp"

#include "analysis/theory/figure_list.hpp"
#include "models/pathway/reachability.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>
#include <variant>

namespace stepdown::analysis {

using models::index_of;
using models::Model;
using models::StateId;

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
  std::set<StateId> first;
  for (const models::SourceModel& source : model.sources) {
    for (std::size_t c = 0; c < model.classes.size(); ++c) {
      if (!(source.class_share[c] > 0)) continue;
      for (const models::Target& target : model.targets_in(source.first_states[c]))
        first.insert(target.state);
    }
  }
  const auto some_go = [&kernels](StateId from, StateId to) {
    return std::ranges::any_of(kernels.classes, [from, to](const auto& kernel) {
      return kernel && kernel->states[index_of(from)].next[index_of(to)].probability > 0;
    });
  };
  const std::vector<bool> seen =
      reachable_from(kernels.pathway, {first.begin(), first.end()}, some_go);
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
