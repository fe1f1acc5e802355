#include "analysis/experiments/size_guess.hpp"

#include "analysis/formulas/square_root_staffing.hpp"
#include "analysis/theory/theory_figures.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <variant>

namespace stepdown::analysis {

namespace {

constexpr double least_share_who_wait = 1e-6;
constexpr double most_share_who_wait = 0.99;

/// The share of requests that may have to wait at a level.
double share_who_wait(const std::vector<Target>& targets, const models::StateModel& level) {
  constexpr double with_target = 0.2;
  constexpr double without_target = 0.5;
  double share = without_target;
  for (const Target& target : targets) {
    if (target.figure.state != level.name) continue;
    const bool is_share = (target.figure.metric == "p_delay" || target.figure.metric == "lost") &&
                          target.figure.statistic == "share";
    share = std::min(share, is_share ? target.limit : with_target);
  }
  return std::clamp(share, least_share_who_wait, most_share_who_wait);
}

/// Places that a level needs; nothing where theory does not know.
std::optional<double> needed_places(const TheoryReport& theory,
                                    std::size_t level,
                                    double share_who_wait) {
  if (!theory.traffic) return std::nullopt;
  if (level < theory.sizing.size())
    if (const auto* const sizing = std::get_if<LevelSizing>(&theory.sizing[level]))
      return sizing->places_for(share_who_wait);
  const double load = theory.traffic->states[level].offered_load;
  constexpr double most_load = 1e7;
  if (!std::isfinite(load) || load > most_load) return std::nullopt;
  return square_root_places(load, share_who_wait);
}

}  // namespace

LeverNumbers first_guess(const std::vector<Lever>& levers,
                         const std::vector<Target>& targets,
                         const models::Model& model) {
  const TheoryReport theory = theory_report(model);
  LeverNumbers guess;
  for (const Lever& lever : levers) {
    std::optional<double> places = 0.0;
    for (const std::size_t level : lever.levels) {
      const auto needed =
          needed_places(theory, level, share_who_wait(targets, model.states[level]));
      places = places && needed ? std::optional(*places + *needed) : std::nullopt;
    }
    const bool is_known = places && !lever.levels.empty() && lever.places > 0;
    const double value = is_known ? *places / lever.places : (lever.low + lever.high) / 2;
    const double number = std::ceil((value - lever.low) / lever.step);
    guess.push_back(static_cast<int>(std::clamp(number, 0.0, static_cast<double>(lever.last()))));
  }
  return guess;
}

}  // namespace stepdown::analysis
