#include "analysis/theory/waiting_figures.hpp"

#include "analysis/catalog/measurement.hpp"
#include "analysis/formulas/square_root_staffing.hpp"
#include "analysis/theory/exact_pathway.hpp"
#include "analysis/theory/lone_figures.hpp"
#include "analysis/theory/lone_level.hpp"
#include "analysis/theory/neighbors.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace stepdown::analysis {

using models::Model;

namespace {

/// Places for a demand, judged from unlimited places.
void add_planning(const Model& model, std::size_t level, TheoryReport& report) {
  const StateDemand& demand = report.traffic->states[level];
  if (!(demand.rate > 0) || !std::isfinite(demand.offered_load)) return;
  if (const auto* none = std::get_if<NoAnswer>(&report.sizing[level])) {
    FigureList list(report.figures, Standing::Unlimited, "none");
    list.of(model.states[level].name)
        .add("p_delay", "share", std::nullopt, "no sizing: " + none->reason);
    return;
  }
  const auto& sizing = std::get<LevelSizing>(report.sizing[level]);
  FigureList curve(
      report.figures, sizing.is_about() ? Standing::About : Standing::Unlimited, sizing.method());
  curve.of(model.states[level].name);
  if (demand.places) {
    const CapacityPoint now = sizing.point(*demand.places);
    if (model.states[level].list_limit == 0) curve.add("turned_away", "share", now.p_delay);
    curve.add("p_delay", "share", now.p_delay);
    if (now.one_in_n)
      curve.add("one_in_n", "ratio", now.one_in_n);
    else
      curve.add("one_in_n", "ratio", std::nullopt, "nobody is ever delayed");
  }
  constexpr std::array percents{1, 2, 5, 10, 20, 50};
  std::array<double, percents.size()> shares{};
  std::ranges::transform(percents, shares.begin(), [](int percent) { return percent / 100.0; });
  const std::vector<int> places = sizing.places_for(shares);
  for (std::size_t i = 0; i < percents.size(); ++i)
    curve.add(fmt::format("places_for_{}_percent_delay", percents[i]), "count", places[i]);
  if (sizing.parts().size() > 1 || !sizing.parts().front().groups.empty()) return;
  FigureList staffing(report.figures, Standing::OnItsOwn, "square-root staffing");
  staffing.of(model.states[level].name)
      .add("places_for_20_percent_wait", "count", square_root_places(demand.offered_load, 0.2));
}

/// Figures of the pathway solved as one Markov chain. Returns why not.
std::string add_exact(const Model& model, std::size_t most_states, TheoryReport& report) {
  const auto answer = solve_pathway_exactly(model, most_states);
  if (const auto* none = std::get_if<NoAnswer>(&answer)) return none->reason;
  FigureList list(report.figures, in_the_long_run(model), "Markov chain of the pathway");
  const auto& stations = std::get<ExactFigures>(answer).stations;
  for (std::size_t s = 0; s < model.level_count; ++s) {
    const ExactStation& station = stations[s];
    const models::StateModel& state = model.states[s];
    list.of(state.name);
    list.add("census", "mean", station.census);
    list.add("held", "mean", station.held);
    list.add("admissions", "per_year", station.admissions * days_per_year);
    if (!state.is_limited) continue;
    list.add("list", "mean", station.list);
    list.add("full", "share", station.full);
    list.add("utilization", "mean", station.census / state.places);
    list.add("p_delay", "share", station.p_delay());
    if (station.requests > 0) {
      list.add("gave_up", "share", station.gave_up / station.requests);
      list.add("turned_away", "share", station.turned_away / station.requests);
    }
    list.add("gave_up", "per_year", station.gave_up * days_per_year);
    list.add("turned_away", "per_year", station.turned_away * days_per_year);
    list.add("swaps", "per_year", station.swaps * days_per_year);
    if (!(station.gave_up > 0)) list.add("wait", "mean", station.wait());
  }
  return {};
}

/// Each level taken alone, which takes requests as a steady Poisson process.
void add_lone_levels(const Model& model,
                     const std::vector<LoneLevel>& levels,
                     bool is_jackson,
                     TheoryReport& report) {
  const auto no = why_not_alone(model);
  for (const LoneLevel& level : levels) {
    // Held places only make it worse for a list that grows without them.
    const std::string why = no                         ? no->reason
                            : grows_without_end(level) ? ""
                                                       : why_held_up(model, levels, level);
    if (why.empty()) {
      add_lone_level(model, level, is_jackson, report);
      continue;
    }
    FigureList list(report.figures, Standing::OnItsOwn, "none");
    list.of(level.state->name)
        .add("wait", "mean", std::nullopt, "no waits of the level alone: " + why);
  }
  if (no || is_jackson) return;
  for (std::string& note : notes_on_levels_below(model, levels))
    report.footnotes.push_back(std::move(note));
}

}  // namespace

void add_waiting(const Model& model, std::size_t most_exact_states, TheoryReport& report) {
  // What is approximated for a level on its own rests on the traffic equations, and so on what they
  // understand.
  std::vector<LoneLevel> levels;
  if (report.traffic) {
    levels = lone_levels(model, *report.traffic);
    for (std::size_t s = 0; s < model.level_count; ++s)
      add_planning(model, s, report);
  }
  if (report.is_unlimited) {
    report.footnotes.emplace_back("nobody waits: all levels that people come to are unlimited");
    return;
  }
  const bool jackson = is_jackson(model, levels);
  const bool all_have_formulas =
      !levels.empty() && std::all_of(levels.begin(), levels.end(), [&](const LoneLevel& level) {
        return jackson || has_formula(model, level);
      });
  bool is_solved_whole = false;
  if (!all_have_formulas) {
    const std::string refused = add_exact(model, most_exact_states, report);
    is_solved_whole = refused.empty();
    if (!is_solved_whole) report.footnotes.push_back("no exact Markov chain: " + refused);
  }
  if (!is_solved_whole) add_lone_levels(model, levels, jackson, report);
  const bool has_long_run =
      std::any_of(report.figures.begin(), report.figures.end(), [](const TheoryFigure& f) {
        return f.standing == Standing::LongRun;
      });
  if (has_long_run)
    report.footnotes.emplace_back(
        "waits and lists are of the long run; this one starts empty and observes that too");
  if (!report.traffic) return;
  for (std::size_t s = 0; s < model.level_count; ++s) {
    const std::string why = why_no_waits(report.traffic->states[s]);
    if (why.empty()) continue;
    FigureList list(report.figures, Standing::OnItsOwn, "none");
    list.of(model.states[s].name).add("wait", "mean", std::nullopt, why);
  }
}

}  // namespace stepdown::analysis
