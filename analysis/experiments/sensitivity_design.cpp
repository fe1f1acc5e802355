#include "analysis/experiments/sensitivity_design.hpp"

#include "models/sweep_values.hpp"
#include "sim/random_stream.hpp"
#include "sim/sobol_sequence.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>

namespace stepdown::analysis {

namespace {

using models::SweepFactor;
using models::SweepLevel;

/// Low and high of a tornado: the ends of lists and ranges, 5 % and 95 % of distributions.
std::pair<SweepLevel, SweepLevel> ends_of(const SweepFactor& factor) {
  if (const std::size_t levels = models::level_count(factor); levels > 0)
    return {models::level_of(factor, 0), models::level_of(factor, levels - 1)};
  constexpr double least = 0x1p-40;  // the end itself, in all digits that are written
  constexpr double tail = 0.05;
  const double share = std::holds_alternative<models::SweepRange>(factor.values) ? least : tail;
  return {models::level_at(factor, share), models::level_at(factor, 1 - share)};
}

SweepLevel base_of(const SweepFactor& factor) {
  return {factor.base.shown, {}};
}

/// All factors at their base, but for one.
SweepPoint with_one(const models::SweepPlan& plan, std::size_t which, const SweepLevel& level) {
  SweepPoint point;
  for (std::size_t i = 0; i < plan.factors.size(); ++i)
    add_level(point, i == which ? level : base_of(plan.factors[i]));
  return point;
}

void add_tornado(const models::SweepPlan& plan, std::vector<SweepPoint>& points) {
  points.push_back(with_one(plan, plan.factors.size(), {}));
  for (std::size_t i = 0; i < plan.factors.size(); ++i) {
    const auto [low, high] = ends_of(plan.factors[i]);
    points.push_back(with_one(plan, i, low));
    points.push_back(with_one(plan, i, high));
  }
}

/// Row by row: a, b, then a with one factor after the other from b. The halves of a Sobol sequence,
/// shifted so that no row is at an edge.
void add_saltelli(const models::SweepPlan& plan, int rows, std::vector<SweepPoint>& points) {
  const std::size_t number = plan.factors.size();
  constexpr std::uint32_t no_replication = 0xFFFFFFFF;
  const sim::StreamKey key{plan.design_seed, no_replication, sim::name_hash("saltelli")};
  std::vector<std::uint32_t> shifts;
  for (std::uint32_t i = 0; i < 2 * number; ++i)
    shifts.push_back(sim::keyed_block(key, i, 0, 0)[0]);
  sim::SobolSequence sequence{2 * number};
  for (int row = 0; row < rows; ++row) {
    const std::vector<std::uint32_t> point = sequence.next();
    const auto level = [&](std::size_t factor, bool is_of_b) {
      const std::size_t at = factor + (is_of_b ? number : 0);
      return models::level_at(plan.factors[factor], sim::open_unit(point[at] ^ shifts[at]));
    };
    const auto add = [&](auto is_of_b) {
      SweepPoint& made = points.emplace_back();
      for (std::size_t factor = 0; factor < number; ++factor)
        add_level(made, level(factor, is_of_b(factor)));
    };
    add([](std::size_t /*factor*/) { return false; });
    add([](std::size_t /*factor*/) { return true; });
    for (std::size_t i = 0; i < number; ++i)
      add([i](std::size_t factor) { return factor == i; });
  }
}

}  // namespace

std::optional<models::SweepPlan> as_factors(const models::SweepPlan& plan, std::string& why) {
  models::SweepPlan all_factors = plan;
  all_factors.scenarios.clear();
  all_factors.uncertain.clear();
  all_factors.draws = 0;
  for (const models::UncertainInput& input : plan.uncertain) {
    const auto* const law = std::get_if<models::SweepDistribution>(&input.values);
    if (law == nullptr) {
      why = input.name.value;
      return std::nullopt;
    }
    SweepLevel base;
    base.shown.assign(input.columns.size(), "");
    all_factors.factors.push_back({input.name, input.paths, input.columns, *law, base});
  }
  return all_factors;
}

SweepDesign sensitivity_design(const models::SweepPlan& plan, const SensitivityPlan& asked) {
  models::SweepPlan of_columns = plan;
  of_columns.design = models::LatinHypercubeDesign{
      asked.method == SensitivityMethod::Regression ? asked.points : 1};
  SweepDesign design = design_of(of_columns);
  if (asked.method == SensitivityMethod::Regression) return design;
  design.points.clear();
  if (asked.method == SensitivityMethod::Tornado)
    add_tornado(plan, design.points);
  else
    add_saltelli(plan, asked.points, design.points);
  return design;
}

}  // namespace stepdown::analysis
