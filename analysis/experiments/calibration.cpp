#include "analysis/experiments/calibration.hpp"

#include "analysis/experiments/sweep_design.hpp"
#include "analysis/statistics/least_in_box.hpp"
#include "analysis/statistics/normal_quantile.hpp"
#include "analysis/statistics/running_moments.hpp"
#include "analysis/statistics/sample.hpp"
#include "models/sweep_values.hpp"
#include "sim/contract.hpp"
#include "sim/random_stream.hpp"
#include "sim/threads/held_failure.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>
#include <variant>

namespace stepdown::analysis {

namespace {

/// So many sd a figure is off that does not exist, and none is further.
constexpr double farthest = 1e6;

bool is_range(const models::FreeParameter& parameter) {
  return std::holds_alternative<models::SweepRange>(parameter.factor.values);
}

/// Of a parameter, as it is shown.
void add_value(ParameterSet& set,
               const models::FreeParameter& parameter,
               const std::string& shown) {
  const std::optional<double> value = number_in(shown);
  sim::expects(value.has_value(), "a free parameter is a number");
  set.values.push_back(*value);
  if (!parameter.rest) return;
  const std::string& unit = parameter.factor.columns.front().unit;
  set.sets.push_back(parameter.rest->value + "=" +
                     models::sweep_number_text(parameter.sum - *value) +
                     (unit.empty() ? "" : " " + unit));
}

ParameterSet set_at(const CalibrationAsked& asked, std::span<const double> shares) {
  constexpr double end = 0x1p-40;  // the end itself, in all digits that are written
  ParameterSet set;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const models::FreeParameter& parameter = asked.plan.free[i];
    const models::SweepLevel level =
        models::level_at(parameter.factor, std::clamp(shares[i], end, 1 - end));
    set.sets.insert(set.sets.end(), level.sets.begin(), level.sets.end());
    add_value(set, parameter, level.shown.front());
  }
  return set;
}

/// By how many sd a figure is off.
double difference(const ObservedTarget& target, double value) {
  return std::clamp((value - target.value) / target.standard_error, -farthest, farthest);
}

/// From figures that are not off, by such differences.
double distance_of(const std::vector<double>& differences) {
  return distance_to(std::vector<ObservedTarget>(differences.size()), differences);
}

double misfit_of(const CalibrationAsked& asked, const std::vector<FigureOfSet>& figures) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < figures.size(); ++i)
    differences.push_back(figures[i].value ? difference(asked.targets[i], *figures[i].value)
                                           : farthest);
  const double distance = distance_of(differences);
  return distance * distance;
}

/// Simulates sets with the luck of the search, none of them twice.
class Searched {
 public:
  Searched(const CalibrationAsked& asked, const SimulateSets& simulate)
      : asked_{&asked}, simulate_{&simulate} {}

  /// Nothing when it was stopped.
  std::optional<double> misfit(std::span<const double> shares) {
    const ParameterSet set = set_at(*asked_, shares);
    if (!known_.contains(set.sets)) {
      auto figures = (*simulate_)({{set, block_of_search}});
      if (!figures) return std::nullopt;
      known_.emplace(set.sets, std::move(figures->front()));
    }
    return misfit_of(*asked_, known_.at(set.sets));
  }

  [[nodiscard]] const std::vector<FigureOfSet>& figures(const ParameterSet& set) const {
    return known_.at(set.sets);
  }

 private:
  const CalibrationAsked* asked_;
  const SimulateSets* simulate_;
  std::map<std::vector<std::string>, std::vector<FigureOfSet>> known_;
};

/// A standard normal number: the noise of an observation for a draw.
double noise_of(const models::ObservedFigure& figure, std::uint64_t seed, std::size_t draw) {
  constexpr std::uint32_t no_replication = 0xFFFFFFFF;
  const sim::StreamKey key{seed, no_replication, sim::name_hash("noise of " + figure.name.value)};
  const sim::Block words = sim::keyed_block(key, static_cast<std::uint32_t>(draw), 0, 0);
  return normal_quantile(sim::open_unit(words[0], words[1]));
}

double noisy_distance(const CalibrationAsked& asked,
                      const std::vector<FigureOfSet>& figures,
                      std::size_t draw) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (!figures[i].value) return std::numeric_limits<double>::infinity();
    const double noise = noise_of(asked.plan.observed[i], asked.plan.design_seed, draw);
    differences.push_back(difference(asked.targets[i], *figures[i].value) + noise);
  }
  return distance_of(differences);
}

/// The draws as a sweep has them.
SweepDesign design_of_draws(const CalibrationAsked& asked) {
  models::SweepPlan plan;
  plan.design = models::SobolDesign{asked.plan.draws, true};
  plan.design_seed = asked.plan.design_seed;
  for (const models::FreeParameter& parameter : asked.plan.free)
    plan.factors.push_back(parameter.factor);
  return design_of(plan);
}

std::vector<double> shares_of(const CalibrationAsked& asked, const std::vector<double>& values) {
  std::vector<double> shares;
  for (std::size_t i = 0; i < values.size(); ++i)
    shares.push_back(models::share_below(asked.plan.free[i].factor, values[i]));
  return shares;
}

}  // namespace

double rest_of(const models::FreeParameter& parameter, double value) {
  return number_in(models::sweep_number_text(parameter.sum - value)).value_or(0);
}

Interval searched_shares(const models::FreeParameter& parameter) {
  constexpr double tail = 0.001;
  return is_range(parameter) ? Interval{0, 1} : Interval{tail, 1 - tail};
}

std::optional<BestFit> best_fit(const CalibrationAsked& asked, const SimulateSets& simulate) {
  constexpr double good_enough = 1e-4;  // of each target: 0.01 sd off
  constexpr double same_misfit = 1e-4;
  Searched searched{asked, simulate};
  BoxSearch search;
  for (const models::FreeParameter& parameter : asked.plan.free) {
    const Interval shares = searched_shares(parameter);
    search.bounds.push_back(shares);
    search.start.push_back(std::clamp(parameter.start, shares.low, shares.high));
  }
  search.evaluations = asked.plan.evaluations;
  search.good_enough = good_enough * static_cast<double>(asked.targets.size());
  search.same_value = same_misfit;
  sim::HeldFailure failure;  // what a simulation throws does not pass the library of the search
  const auto least = least_in_box(
      [&](std::span<const double> shares) {
        return failure.run([&] { return searched.misfit(shares); }).value_or(std::nullopt);
      },
      search);
  failure.release();
  if (!least) return std::nullopt;
  BestFit best;
  best.parameters = set_at(asked, least->at);
  best.shares = shares_of(asked, best.parameters.values);
  best.misfit = least->value;
  best.searched = searched.figures(best.parameters);
  best.evaluations = least->evaluations;
  best.is_settled = least->is_settled;
  auto checked = simulate({{best.parameters, block_of_check}});
  if (!checked) return std::nullopt;
  best.checked = std::move(checked->front());
  return best;
}

std::vector<ParameterSet> sets_at_bounds(const CalibrationAsked& asked) {
  std::vector<double> start;
  std::vector<double> low;
  std::vector<double> high;
  for (const models::FreeParameter& parameter : asked.plan.free) {
    start.push_back(parameter.start);
    low.push_back(searched_shares(parameter).low);
    high.push_back(searched_shares(parameter).high);
  }
  std::vector<ParameterSet> sets{set_at(asked, low), set_at(asked, high)};
  for (std::size_t i = 0; i < start.size(); ++i)
    for (const std::vector<double>& ends : {low, high}) {
      std::vector<double> one = start;
      one[i] = ends[i];
      sets.push_back(set_at(asked, one));
    }
  return sets;
}

std::vector<ParameterSet> drawn_sets(const CalibrationAsked& asked) {
  if (asked.plan.draws == 0) return {};
  std::vector<ParameterSet> drawn;
  for (SweepPoint& point : design_of_draws(asked).points) {
    ParameterSet set{{}, std::move(point.sets)};
    for (std::size_t i = 0; i < point.levels.size(); ++i)
      add_value(set, asked.plan.free[i], point.levels[i]);
    drawn.push_back(std::move(set));
  }
  return drawn;
}

std::optional<FittingSets> fitting_sets(const CalibrationAsked& asked,
                                        const SimulateSets& simulate) {
  std::vector<ParameterSet> drawn = drawn_sets(asked);
  FittingSets sets;
  if (drawn.empty()) return sets;
  std::vector<SetInBlock> wanted;
  for (std::size_t draw = 0; draw < drawn.size(); ++draw)
    wanted.push_back({std::move(drawn[draw]), first_block_of_draws + draw});
  auto figures = simulate(wanted);
  if (!figures) return std::nullopt;
  std::vector<double> distances;
  for (std::size_t draw = 0; draw < wanted.size(); ++draw) {
    distances.push_back(noisy_distance(asked, (*figures)[draw], draw));
    std::vector<double> shares = shares_of(asked, wanted[draw].parameters.values);
    sets.drawn.push_back({std::move(wanted[draw].parameters),
                          std::move(shares),
                          std::move((*figures)[draw]),
                          distances.back()});
  }
  const auto share = static_cast<double>(asked.plan.keep) / static_cast<double>(asked.plan.draws);
  sets.kept = closest_sets(distances, share).sets;
  std::erase_if(sets.kept, [&](std::size_t draw) { return !std::isfinite(distances[draw]); });
  if (!sets.kept.empty()) sets.tolerance = distances[sets.kept.back()];
  return sets;
}

std::vector<ParameterFit> parameter_fits(const CalibrationAsked& asked, const FittingSets& sets) {
  constexpr double low = 0.025;
  const double sd_of_all = std::sqrt(1.0 / 12);  // of shares, which are even
  std::vector<ParameterFit> fits;
  if (sets.kept.size() < static_cast<std::size_t>(models::fewest_kept_sets)) return fits;
  for (std::size_t i = 0; i < asked.plan.free.size(); ++i) {
    std::vector<double> values;
    RunningMoments of_values;
    RunningMoments of_shares;
    for (const std::size_t draw : sets.kept) {
      values.push_back(sets.drawn[draw].parameters.values[i]);
      of_values.add(values.back());
      of_shares.add(sets.drawn[draw].shares[i]);
    }
    const auto from = quantile_of_next(values, low);
    const auto to = quantile_of_next(values, 1 - low);
    sim::expects(from && to, "so many sets have an interval");
    fits.push_back({of_values.mean().value_or(0),
                    of_values.standard_deviation().value_or(0),
                    {*from, *to},
                    of_shares.standard_deviation().value_or(0) / sd_of_all});
  }
  return fits;
}

}  // namespace stepdown::analysis
