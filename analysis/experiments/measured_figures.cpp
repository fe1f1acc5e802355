#include "analysis/experiments/measured_figures.hpp"

#include "analysis/measure/measure.hpp"
#include "models/care/simulate.hpp"
#include "models/text/nearest_name.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace stepdown::analysis {

namespace {

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

}  // namespace

// What is measured does not depend on what is seen: a replication of one day shows all names.
std::vector<FigureName> measured_figures(const models::Model& model) {
  models::Model brief = model;
  brief.warm_up = 0;
  brief.horizon = 1;
  brief.replications = 1;
  models::Simulator simulator(brief);
  const auto observations = simulator.run(0, nullptr, nullptr, nullptr);
  sim::expects(observations.has_value(), "nobody stops it");
  std::vector<FigureName> names;
  for (const Measurement& one : measure(brief, possible_moves(brief), *observations, {}).figures)
    names.push_back(figure_name_of(one));
  return names;
}

std::string hint_of_unmeasured(const std::vector<FigureName>& measured, const FigureName& wanted) {
  std::vector<std::string> known;
  std::vector<std::string> states;
  std::vector<std::string> statistics;
  for (const FigureName& name : measured) {
    known.push_back(to_text(name));
    if (name.metric != wanted.metric || name.group != wanted.group) continue;
    if (name.statistic == wanted.statistic) add_once(states, name.state);
    if (name.state == wanted.state) add_once(statistics, name.statistic);
  }
  std::string nearest = models::did_you_mean(to_text(wanted), known);
  if (!nearest.empty()) return nearest;
  if (!states.empty()) return fmt::format("; it is measured of: {}", fmt::join(states, ", "));
  if (!statistics.empty())
    return fmt::format("; its statistics are: {}", fmt::join(statistics, ", "));
  return "";
}

}  // namespace stepdown::analysis
