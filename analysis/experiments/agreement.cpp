#include "analysis/experiments/agreement.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace stepdown::analysis {

namespace {

const SimulatedFigure* find(const SimulatedFigures& simulated, const FigureName& name) {
  const auto found = simulated.find(name);
  return found == simulated.end() ? nullptr : &found->second;
}

double observations(const SimulatedFigure* figure) {
  return figure == nullptr ? 0 : static_cast<double>(figure->observations.value_or(0));
}

/// Years observed in all replications together: any rate is a number by that.
double observed_years(const SimulatedFigures& simulated) {
  const SimulatedFigure* arrivals = find(simulated, {"arrivals", "per_year"});
  return arrivals != nullptr && arrivals->value > 0 ? observations(arrivals) / arrivals->value : 0;
}

/// People who came into a level or a community state.
double entries(const std::string& state, const SimulatedFigures& simulated) {
  return std::max(observations(find(simulated, {"admissions", "per_year", state})),
                  observations(find(simulated, {"entered", "per_year", state})));
}

/// Of being in a share or not, how often the rarer is.
double rarer(double share) {
  return std::max(0.0, std::min(share, 1 - share));
}

/// The share of places that are free, the larger of theory's and the simulation's, from a census or
/// a utilization; 1 where places are unlimited.
double free_part(const TheoryFigure& theory,
                 const SimulatedFigure& figure,
                 const SimulatedFigures& simulated) {
  const SimulatedFigure* used = find(simulated, {"utilization", "mean", theory.state});
  if (used == nullptr || !(used->value > 0)) return 1;
  const double places = figure.value / used->value;
  return 1 - std::min(theory.value.value_or(0), figure.value) / places;
}

bool is_clear_of_no_wait(const TheoryFigure& theory, const SimulatedFigures& simulated) {
  constexpr double clear = 4;  // standard errors
  const auto p = quantile_of(theory.statistic);
  if (!p || theory.metric != "wait") return true;
  const SimulatedFigure* at_once = find(simulated, {"wait", "within_0d", theory.state});
  if (at_once == nullptr) return false;
  return std::abs(at_once->value - *p) > clear * at_once->standard_error;
}

/// Student's t of all figures is that of so many replications: what comes from fewer parts is
/// brought to it.
double comparable_z(const Agreement& figure) {
  const double z = figure.difference / figure.simulated.standard_error;
  const std::int64_t replications = figure.simulated.replications;
  const std::int64_t parts = independent_parts(figure_name_of(figure.theory), replications);
  if (parts == replications) return z;
  return student_t_equivalent(
      z, static_cast<double>(parts - 1), static_cast<double>(replications - 1));
}

void judge(Agreement& figure, const SimulatedFigures& simulated) {
  const TheoryFigure& theory = figure.theory;
  if (theory.standing != Standing::Exact) return;
  constexpr double rounding = 1e-9;
  const double size = std::max(1.0, std::abs(theory.value.value_or(0)));
  const bool is_same = std::abs(figure.difference) <= rounding * size;
  figure.is_judged = is_same || is_telling(theory, simulated);
  if (is_same)
    figure.z = 0;
  else if (figure.is_judged && figure.simulated.standard_error > 0)
    figure.z = comparable_z(figure);
}

/// What would be lost if nobody waited is no share of requests that wait. Where nobody waits it is
/// the share that is turned away, if that is not known better.
bool is_of_sizing(const TheoryFigure& figure, const std::vector<TheoryFigure>& figures) {
  const auto is_sizing = [](const TheoryFigure& f) {
    return f.standing == Standing::Unlimited || f.standing == Standing::About;
  };
  if (!is_sizing(figure)) return false;
  if (figure.metric == "p_delay" || figure.metric == "one_in_n") return true;
  return figure.metric == "turned_away" &&
         std::ranges::any_of(figures, [&](const TheoryFigure& other) {
           return !is_sizing(other) && figure_name_of(other) == figure_name_of(figure);
         });
}

}  // namespace

double events_behind(const TheoryFigure& theory, const SimulatedFigures& simulated) {
  const SimulatedFigure* figure = find(simulated, figure_name_of(theory));
  sim::expects(figure != nullptr && theory.value.has_value(), "a figure that both have");
  const std::string& metric = theory.metric;
  const double most = std::max(*theory.value, figure->value);
  if (theory.statistic == "per_year") return most * observed_years(simulated);
  if (metric == "census" || metric == "utilization")
    return entries(theory.state, simulated) * free_part(theory, *figure, simulated);
  if (metric == "held")
    return observations(find(simulated, {"held_days", "per_year", theory.state}));
  // Who asks sees a level as it is on average over time, if arrivals are Poisson.
  const SimulatedFigure* delayed = find(simulated, {"p_delay", "share", theory.state});
  const double people = observations(figure->observations ? figure : delayed);
  if (is_share(metric, theory.statistic))
    return people * std::max(rarer(*theory.value), rarer(figure->value));
  if (metric == "wait" || metric == "list" || metric == "time_to_treatment")
    return delayed == nullptr ? 0 : people * delayed->value;
  if (metric == "stays") return people * (most - 1);  // the first one is certain
  return people;
}

bool is_telling(const TheoryFigure& theory, const SimulatedFigures& simulated) {
  return events_behind(theory, simulated) >= fewest_events &&
         is_clear_of_no_wait(theory, simulated);
}

std::vector<Agreement> agreements(const std::vector<TheoryFigure>& figures,
                                  const SimulatedFigures& simulated) {
  std::vector<Agreement> result;
  for (const TheoryFigure& theory : figures) {
    if (!theory.value || is_of_sizing(theory, figures)) continue;
    const auto found = simulated.find(figure_name_of(theory));
    if (found == simulated.end()) continue;
    const SimulatedFigure& figure = found->second;
    judge(result.emplace_back(Agreement{theory, figure, figure.value - *theory.value, {}}),
          simulated);
  }
  return result;
}

double z_limit(std::size_t figures, std::int64_t replications, double error) {
  sim::expects(figures >= 1 && replications >= 2, "figures, of two replications or more");
  sim::expects(error > 0 && error < 1, "an error strictly between 0 and 1");
  return student_t_quantile(1 - error / (2 * static_cast<double>(figures)),
                            static_cast<double>(replications - 1));
}

}  // namespace stepdown::analysis
