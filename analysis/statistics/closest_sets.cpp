#include "analysis/statistics/closest_sets.hpp"

#include "analysis/statistics/sample.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepdown::analysis {

double distance_to(std::span<const ObservedTarget> targets, std::span<const double> simulated) {
  sim::expects(targets.size() == simulated.size(), "as many simulated figures as targets");
  double squares = 0;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    sim::expects(targets[i].standard_error > 0, "a positive standard error of a target");
    const double off = (simulated[i] - targets[i].value) / targets[i].standard_error;
    squares += off * off;
  }
  return std::sqrt(squares);
}

ClosestSets closest_sets(std::span<const double> distances, double share, AcceptanceWeight weight) {
  sim::expects(!distances.empty(), "a set of parameters");
  sim::expects(share > 0 && share <= 1, "a share above 0 and at most 1");
  const auto distance = [&](std::size_t set) { return distances[set]; };
  ClosestSets found;
  found.sets.resize(distances.size());
  std::iota(found.sets.begin(), found.sets.end(), std::size_t{0});
  std::ranges::stable_sort(found.sets, {}, distance);
  const std::size_t kept = std::max(count_for_share(distances.size(), share), std::size_t{1});
  found.tolerance = distances[found.sets[kept - 1]];
  found.sets.erase(std::ranges::upper_bound(found.sets, found.tolerance, {}, distance),
                   found.sets.end());
  for (const std::size_t set : found.sets) {
    const double off = found.tolerance > 0 ? distances[set] / found.tolerance : 0;
    found.weights.push_back(weight == AcceptanceWeight::Even ? 1 : 1 - off * off);
  }
  // Where all are as far off, none is closer.
  const double all = std::accumulate(found.weights.begin(), found.weights.end(), 0.0);
  for (double& one : found.weights)
    one = all > 0 ? one / all : 1 / static_cast<double>(found.weights.size());
  return found;
}

}  // namespace stepdown::analysis
