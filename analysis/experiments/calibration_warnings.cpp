#include "analysis/experiments/calibration_warnings.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>

namespace stepdown::analysis {

namespace {

using Sentences = std::vector<std::string>;

/// Of chance in a simulated figure, in sd of the observation.
double chance_in(const ObservedTarget& target, const FigureOfSet& fitted) {
  return fitted.standard_error.value_or(0) / target.standard_error;
}

/// Figures that are further off than the observation and chance in the simulation explain.
void add_about_figures(const CalibrationAsked& asked, const BestFit& best, Sentences& sentences) {
  constexpr double far_off = 3;
  for (std::size_t i = 0; i < asked.targets.size(); ++i) {
    const std::string& figure = asked.plan.observed[i].name.value;
    const auto off = difference_in_sd(asked.targets[i], best.checked[i]);
    const double chance = chance_in(asked.targets[i], best.checked[i]);
    if (!off)
      sentences.push_back(fmt::format("{} does not exist with the best set; {:g} was observed",
                                      figure,
                                      asked.targets[i].value));
    else if (std::abs(*off) > far_off * std::hypot(1, chance))
      sentences.push_back(fmt::format(
          "no set that was tried comes near {}: {:g} was observed, {:.4g} is the best, {:.2g} sd "
          "off",
          figure,
          asked.targets[i].value,
          *best.checked[i].value,
          std::abs(*off)));
  }
}

/// Chance in what is simulated widens the sets that fit, and moves the best one.
void add_about_chance(const CalibrationAsked& asked, const BestFit& best, Sentences& sentences) {
  constexpr double too_much = 0.7;  // of the sd: it adds half as much variance
  for (std::size_t i = 0; i < asked.targets.size(); ++i) {
    const double chance = chance_in(asked.targets[i], best.checked[i]);
    if (chance > too_much)
      sentences.push_back(
          fmt::format("chance in the simulated {} is {:.2g} times the uncertainty of the "
                      "observation; take more replications",
                      asked.plan.observed[i].name.value,
                      chance));
  }
}

void add_about_search(const CalibrationAsked& asked, const BestFit& best, Sentences& sentences) {
  const std::size_t free = asked.plan.free.size();
  if (free > asked.targets.size())
    sentences.push_back(
        fmt::format("{} parameters are free and {} figures were observed: many sets fit as well",
                    free,
                    asked.targets.size()));
  for (std::size_t i = 0; i < free; ++i)
    if (is_at_bound(asked.plan.free[i], best.shares[i]))
      sentences.push_back(
          fmt::format("{} ended at its bound, {:g}{}{}: the best value may lie beyond",
                      asked.plan.free[i].factor.name.value,
                      best.parameters.values[i],
                      asked.plan.free[i].factor.columns.front().unit.empty() ? "" : " ",
                      asked.plan.free[i].factor.columns.front().unit));
  if (!best.is_settled)
    sentences.push_back(fmt::format(
        "the search had not settled after {} evaluations; give it more of them", best.evaluations));
}

void add_about_sets(const CalibrationAsked& asked, const Calibration& found, Sentences& sentences) {
  constexpr double as_wide = 0.85;
  constexpr double too_wide = 0.25;
  if (found.sets.drawn.empty()) return;
  if (found.fits.empty())
    return sentences.push_back(
        fmt::format("only {} of the {} sets that were drawn have all figures: too few for "
                    "intervals",
                    found.sets.kept.size(),
                    found.sets.drawn.size()));
  // In a ball of so many dimensions, of each of them.
  const auto dimensions = static_cast<double>(asked.targets.size());
  const double added = found.sets.tolerance * found.sets.tolerance / (dimensions + 2);
  if (added > too_wide)
    return sentences.push_back(
        fmt::format("the sets that were kept are up to {:.2g} sd off, so their intervals are too "
                    "wide: take more draws, or narrower bounds",
                    found.sets.tolerance));
  for (std::size_t i = 0; i < found.fits.size(); ++i)
    if (found.fits[i].width > as_wide)
      sentences.push_back(
          fmt::format("the figures say nothing of {}: the sets that fit are as wide as its bounds",
                      asked.plan.free[i].factor.name.value));
}

}  // namespace

bool is_at_bound(const models::FreeParameter& parameter, double share) {
  constexpr double near = 0.002;
  const Interval searched = searched_shares(parameter);
  return share < searched.low + near || share > searched.high - near;
}

std::optional<double> difference_in_sd(const ObservedTarget& target, const FigureOfSet& fitted) {
  if (!fitted.value) return std::nullopt;
  return (*fitted.value - target.value) / target.standard_error;
}

std::vector<std::string> calibration_warnings(const CalibrationAsked& asked,
                                              const Calibration& found) {
  Sentences sentences;
  add_about_figures(asked, found.best, sentences);
  add_about_chance(asked, found.best, sentences);
  add_about_search(asked, found.best, sentences);
  add_about_sets(asked, found, sentences);
  return sentences;
}

}  // namespace stepdown::analysis
