#include "analysis/experiments/sweep_design.hpp"

#include "models/sweep_values.hpp"
#include "sim/random_stream.hpp"
#include "sim/sobol_sequence.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <utility>
#include <variant>

namespace stepdown::analysis {
namespace {

using models::SweepFactor;
using models::SweepLevel;
using models::SweepPlan;
using models::UncertainInput;

/// What random numbers of a design are for. Never renumber: it changes every design.
enum class DesignDraw : std::uint8_t { Slices, Within, Shift, Input };

/// Of a factor or an input by its name, in no replication: no simulation has such a source.
sim::StreamKey stream_of(std::uint64_t seed, const std::string& name) {
  constexpr std::uint32_t no_replication = 0xFFFFFFFF;
  return {seed, no_replication, sim::name_hash(name)};
}

std::uint32_t word_of(const sim::StreamKey& key, std::uint32_t entity, DesignDraw purpose) {
  return sim::keyed_block(key, entity, 0, static_cast<std::uint8_t>(purpose))[0];
}

/// Which value of a factor: its base, one of its levels, or the one below which a share lies.
struct Choice {
  enum class Kind : std::uint8_t { Base, Level, Share };
  Kind kind = Kind::Base;
  std::uint32_t level = 0;
  double share = 0;
};

/// By factor.
using Row = std::vector<Choice>;

SweepLevel chosen(const SweepFactor& factor, const Choice& choice) {
  switch (choice.kind) {
    case Choice::Kind::Base:
      return {factor.base.shown, {}};
    case Choice::Kind::Level:
      return level_of(factor, choice.level);
    case Choice::Kind::Share:
      return level_at(factor, choice.share);
  }
  return {};
}

std::vector<Choice> all_levels_of(const SweepFactor& factor) {
  std::vector<Choice> choices;
  for (std::uint32_t level = 0; level < level_count(factor); ++level)
    choices.push_back({Choice::Kind::Level, level, 0});
  return choices;
}

std::vector<Row> grid_of(const std::vector<SweepFactor>& factors) {
  std::vector<Row> rows{{}};
  for (const SweepFactor& factor : factors) {
    const std::vector<Choice> choices = all_levels_of(factor);
    std::vector<Row> longer;
    longer.reserve(rows.size() * choices.size());
    for (const Row& row : rows)
      for (const Choice& choice : choices) {
        longer.push_back(row);
        longer.back().push_back(choice);
      }
    rows = std::move(longer);
  }
  return rows;
}

/// What the scenario says already is no point of its own.
std::vector<Row> one_at_a_time_of(const std::vector<SweepFactor>& factors) {
  std::vector<Row> rows{Row(factors.size())};
  for (std::size_t i = 0; i < factors.size(); ++i)
    for (const Choice& choice : all_levels_of(factors[i])) {
      if (chosen(factors[i], choice).sets == factors[i].base.sets) continue;
      rows.emplace_back(factors.size());
      rows.back()[i] = choice;
    }
  return rows;
}

/// The numbers below `count` in random order (Fisher and Yates).
std::vector<std::uint32_t> shuffled(std::uint32_t count, const sim::StreamKey& key) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  for (std::uint32_t left = count; left > 1; --left) {
    const std::uint64_t word = word_of(key, left, DesignDraw::Slices);
    std::swap(order[left - 1], order[(word * left) >> 32U]);
  }
  return order;
}

std::vector<Row> hypercube_of(const SweepPlan& plan, int points) {
  std::vector<Row> rows(static_cast<std::size_t>(points));
  for (const SweepFactor& factor : plan.factors) {
    const sim::StreamKey key = stream_of(plan.design_seed, factor.name.value);
    const std::vector<std::uint32_t> slices = shuffled(static_cast<std::uint32_t>(points), key);
    for (std::uint32_t i = 0; i < slices.size(); ++i) {
      // As many bits as leave a slice of a million only by a bit, never by rounding.
      const std::uint32_t within = word_of(key, i, DesignDraw::Within) >> 4U;
      const double part = (within + 0.5) * 0x1p-28;
      rows[i].push_back({Choice::Kind::Share, 0, (slices[i] + part) / points});
    }
  }
  return rows;
}

std::vector<Row> sobol_of(const SweepPlan& plan, const models::SobolDesign& design) {
  std::vector<std::uint32_t> shifts;
  for (const SweepFactor& factor : plan.factors)
    shifts.push_back(
        design.is_shifted
            ? word_of(stream_of(plan.design_seed, factor.name.value), 0, DesignDraw::Shift)
            : 0);
  sim::SobolSequence sequence{plan.factors.size()};
  std::vector<Row> rows(static_cast<std::size_t>(design.points));
  for (Row& row : rows) {
    const std::vector<std::uint32_t> point = sequence.next();
    for (std::size_t i = 0; i < plan.factors.size(); ++i)
      row.push_back({Choice::Kind::Share, 0, sim::open_unit(point[i] ^ shifts[i])});
  }
  return rows;
}

struct RowsOf {
  const SweepPlan* plan;

  std::vector<Row> operator()(const models::GridDesign& /*design*/) const {
    return grid_of(plan->factors);
  }
  std::vector<Row> operator()(const models::OneAtATimeDesign& /*design*/) const {
    return one_at_a_time_of(plan->factors);
  }
  std::vector<Row> operator()(const models::LatinHypercubeDesign& design) const {
    return hypercube_of(*plan, design.points);
  }
  std::vector<Row> operator()(const models::SobolDesign& design) const {
    return sobol_of(*plan, design);
  }
};

/// What an input is in a draw, from 0.
SweepLevel drawn(const UncertainInput& input, std::uint64_t seed, int draw) {
  if (const auto* given = std::get_if<models::SweepDraws>(&input.values))
    return given->rows.at(static_cast<std::size_t>(draw));
  const sim::StreamKey key = stream_of(seed, input.name.value);
  std::vector<double> uniforms;
  for (std::uint32_t i = 0; i < uniforms_of(input); ++i) {
    const sim::Block words = sim::keyed_block(
        key, static_cast<std::uint32_t>(draw), i, static_cast<std::uint8_t>(DesignDraw::Input));
    uniforms.push_back(sim::open_unit(words[0], words[1]));
  }
  return draw_of(input, uniforms);
}

/// A row of the design in a named scenario, or in none, with what was drawn.
SweepPoint point_of(const std::vector<SweepFactor>& factors,
                    const Row& row,
                    const models::SweepScenario* scenario,
                    const std::vector<SweepLevel>& inputs) {
  SweepPoint point;
  if (scenario != nullptr) {
    point.levels.push_back(scenario->name.value);
    point.sets = scenario->sets;
  }
  for (std::size_t i = 0; i < factors.size(); ++i)
    add_level(point, chosen(factors[i], row[i]));
  for (const SweepLevel& level : inputs)
    add_level(point, level);
  return point;
}

void add_columns(SweepDesign& design, const std::vector<models::SweepColumn>& columns) {
  for (const models::SweepColumn& column : columns) {
    design.factors.push_back(column.name);
    design.units.push_back(column.unit);
  }
}

}  // namespace

std::optional<double> number_in(const std::string& level) {
  double number = 0;
  const char* const end = level.data() + level.size();
  const auto [at, error] = std::from_chars(level.data(), end, number);
  const bool is_number = error == std::errc() && at == end && std::isfinite(number);
  return is_number ? std::optional(number) : std::nullopt;
}

void add_level(SweepPoint& point, const SweepLevel& level) {
  std::ranges::copy(level.shown, std::back_inserter(point.levels));
  std::ranges::copy(level.sets, std::back_inserter(point.sets));
}

SweepDesign design_of(const SweepPlan& plan) {
  SweepDesign design;
  if (!plan.scenarios.empty()) add_columns(design, {{"scenario", ""}});
  for (const SweepFactor& factor : plan.factors)
    add_columns(design, factor.columns);
  const std::size_t columns = design.factors.size();
  for (const UncertainInput& input : plan.uncertain)
    add_columns(design, input.columns);
  design.inputs = design.factors.size() - columns;
  design.draws = static_cast<std::size_t>(plan.draws);

  std::vector<const models::SweepScenario*> scenarios;
  for (const models::SweepScenario& scenario : plan.scenarios)
    scenarios.push_back(&scenario);
  if (scenarios.empty()) scenarios.push_back(nullptr);
  const std::vector<Row> rows = std::visit(RowsOf{&plan}, plan.design);
  design.points.reserve(rows.size() * scenarios.size() *
                        static_cast<std::size_t>(std::max(plan.draws, 1)));
  for (int draw = 0; draw < std::max(plan.draws, 1); ++draw) {
    std::vector<SweepLevel> inputs;
    for (const UncertainInput& input : plan.uncertain)
      inputs.push_back(drawn(input, plan.design_seed, draw));
    for (const Row& row : rows)
      for (const models::SweepScenario* scenario : scenarios) {
        design.points.push_back(point_of(plan.factors, row, scenario, inputs));
        if (plan.draws > 0) design.points.back().draw = draw + 1;
      }
  }
  return design;
}

std::vector<std::string> sets_of(const SweepPlan& plan, const SweepPoint& point) {
  std::vector<std::string> sets = plan.sets;
  sets.insert(sets.end(), point.sets.begin(), point.sets.end());
  return sets;
}

}  // namespace stepdown::analysis
