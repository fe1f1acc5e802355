#include "analysis/theory/demand_figures.hpp"

#include "analysis/catalog/measurement.hpp"
#include "analysis/theory/figure_list.hpp"
#include "analysis/theory/understood.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>
#include <vector>

namespace stepdown::analysis {

using models::Model;
using models::StateId;

namespace {

/// The average over [from, to) days of what is given day by day.
double average(const std::vector<double>& days, double from, double to) {
  double sum = 0;
  for (auto d = static_cast<std::size_t>(from); d < days.size() && static_cast<double>(d) < to;
       ++d) {
    const auto day = static_cast<double>(d);
    sum += days[d] * (std::min(to, day + 1) - std::max(from, day));
  }
  return sum / (to - from);
}

void add_long_run(const Model& model, TheoryReport& report) {
  FigureList list(report.figures, Standing::Unlimited, "traffic equations");
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    const StateDemand& demand = report.traffic->states[s];
    const bool is_level = model.is_level(static_cast<StateId>(s));
    list.of(model.states[s].name);
    list.add("requested",
             "per_year",
             demand.rate * days_per_year,
             demand.rate > 0       ? ""
             : report.is_unlimited ? "nobody comes here"
                                   : "with unlimited places nobody comes here");
    if (model.is_outcome(static_cast<StateId>(s)) || !(demand.rate > 0)) continue;
    list.add("expected_stay", "mean", demand.mean_stay);
    list.add("expected_stay", "cv", demand.stay_cv());
    list.add("offered_load", "mean", demand.offered_load);
    if (is_level) {
      if (const auto* sizing = std::get_if<LevelSizing>(&report.sizing[s])) {
        for (const auto& [name, p] : {std::pair{"p05", 0.05}, {"median", 0.5}, {"p95", 0.95}})
          list.add("offered_load", name, static_cast<double>(sizing->census().quantile(p)));
      }
    }
    if (!demand.load_per_place) continue;
    list.add("load_per_place",
             "ratio",
             demand.load_per_place,
             demand.is_overloaded() ? "more is asked for than the places can serve" : "");
  }
}

void add_window(const Model& model, const InfiniteServerFigures& paths, TheoryReport& report) {
  const bool is_exact = report.is_unlimited && !not_understood(model, never_waiting);
  FigureList list(report.figures,
                  is_exact ? Standing::Exact : Standing::Unlimited,
                  "renewal equations from an empty start");
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    const CensusPath& path = paths.states[s];
    const bool is_level = model.is_level(static_cast<StateId>(s));
    list.of(model.states[s].name);
    if (!path.daily.empty())
      list.add("census", "mean", average(path.daily, model.warm_up, model.horizon));
    const double entries = average(path.entries, model.warm_up, model.horizon) * days_per_year;
    list.add(is_level ? "admissions" : "entered", "per_year", entries);
    if (path.daily.empty()) continue;
    for (std::size_t j = 0; j < model.states.size(); ++j) {
      const std::vector<double>& flow = paths.flows[s][j];
      if (flow.empty()) continue;
      list.add(fmt::format("flow.{}.{}", model.states[s].name, model.states[j].name),
               "per_year",
               average(flow, model.warm_up, model.horizon) * days_per_year);
    }
  }
}

}  // namespace

void add_demand(const Model& model, TheoryReport& report) {
  if (report.traffic) add_long_run(model, report);
  if (report.paths) add_window(model, *report.paths, report);
}

}  // namespace stepdown::analysis
