#include "analysis/theory/start_path.hpp"

#include "analysis/theory/filling_network.hpp"
#include "analysis/theory/semi_markov.hpp"
#include "analysis/theory/traffic.hpp"

#include <cmath>
#include <utility>
#include <variant>

namespace stepdown::analysis {

namespace {

std::vector<double> step_ends(double days, std::size_t steps) {
  std::vector<double> ends;
  const auto n = static_cast<double>(steps);
  for (std::size_t i = 1; i <= steps; ++i)
    ends.push_back(days * static_cast<double>(i) / n);
  for (std::size_t i = 1; i <= steps / 2; ++i)
    ends.push_back(days * (1 + (looked_ahead - 1) * static_cast<double>(i) / (n / 2)));
  return ends;
}

}  // namespace

std::optional<StartPath> start_path(const models::Model& model, double days, std::size_t steps) {
  const PathwayKernels kernels = pathway_kernels(model);
  const auto demand = traffic(model, kernels);
  const auto* const found = std::get_if<TrafficFigures>(&demand);
  if (found == nullptr) return std::nullopt;
  FillingNetwork network(model, *found);
  StartPath path;
  path.ends = step_ends(days, steps);
  for (std::size_t s = 0; s < model.level_count; ++s)
    if (found->states[s].rate > 0 && std::isfinite(found->states[s].offered_load))
      path.levels.push_back({.number = s, .census = {}, .list = {}});
  double now = 0;
  for (const double end : path.ends) {
    network.pass(end - std::exchange(now, end));
    for (StartPath::Level& level : path.levels) {
      level.census.push_back(network.census(level.number));
      level.list.push_back(network.list(level.number));
    }
  }
  if (!network.settle()) return std::nullopt;
  for (StartPath::Level& level : path.levels) {
    level.settled_census = network.census(level.number);
    level.settled_list = network.list(level.number);
    level.is_list_too_long = network.is_fed_by_full_levels(level.number);
    level.is_asked_from_outside = network.is_asked_from_outside(level.number);
  }
  return path;
}

}  // namespace stepdown::analysis
