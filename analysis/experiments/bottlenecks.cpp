#include "analysis/experiments/bottlenecks.hpp"

#include "analysis/catalog/figure_name.hpp"
#include "analysis/experiments/run_model.hpp"
#include "analysis/statistics/cost_effectiveness.hpp"
#include "analysis/summary/contributions.hpp"
#include "analysis/summary/summary.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace stepdown::analysis {

namespace {

/// By replication, a year.
struct Outcome {
  std::array<std::vector<double>, bottleneck_figures.size()> figures;
  std::vector<double> cost;  ///< empty: no money
};

std::vector<double> values_named(const Summary& summary, const FigureName& name, double scale) {
  const auto found = summary.numbers.find(name);
  if (found == summary.numbers.end()) return {};
  std::vector<double> values = values_of(summary, found->second);
  for (double& value : values)
    value *= scale;
  return values;
}

Outcome outcome_of(const Summary& summary) {
  return {{values_named(summary, {"lost", "per_year"}, 1),
           values_named(summary, {"list", "mean"}, days_per_year)},
          values_named(summary, {"cost", "per_year"}, 1)};
}

std::vector<double> paired_differences(const std::vector<double>& from,
                                       const std::vector<double>& to) {
  std::vector<double> result;
  std::ranges::transform(to, from, std::back_inserter(result), std::minus<>{});
  return result;
}

EffectOfPlace effect_of(const PlaceMore& more,
                        std::size_t figure,
                        const Outcome& before,
                        const Outcome& after) {
  EffectOfPlace effect;
  const std::vector<double>& from = before.figures[figure];
  const std::vector<double>& to = after.figures[figure];
  const auto paired = compare_paired(from, to);
  sim::expects(paired.has_value(), "each replication has these figures");
  effect.paired = *paired;
  if (more.places > 0) effect.per_place = paired->difference / more.places;
  const auto cost = compare_paired(before.cost, after.cost);
  if (cost && cost->interval.low > 0 && before.cost.size() == from.size()) {
    effect.per_cost = paired->difference / cost->difference;
    effect.per_cost_interval =
        fieller_interval(paired_differences(from, to), paired_differences(before.cost, after.cost));
  }
  return effect;
}

/// 0: helps for sure, 1: cannot be told, 2: harms.
int class_of(const EffectOfPlace& effect) {
  if (!effect.is_told_from_zero()) return 1;
  return effect.paired.difference < 0 ? 0 : 2;
}

void rank(Bottlenecks& found) {
  const auto key = [&](const Bottleneck& one) {
    const EffectOfPlace& effect = one.effects[found.ranked_by];
    return std::pair(class_of(effect), effect.per_place.value_or(effect.paired.difference));
  };
  std::ranges::stable_sort(found.ranked, std::less<>{}, key);
}

}  // namespace

std::optional<Bottlenecks> find_bottlenecks(const models::Model& base,
                                            const PlacesMore& more,
                                            const BottleneckPlan& plan) {
  sim::expects(base.replications >= 2, "two replications or more");
  std::size_t runs = 0;
  const auto run = [&](const models::Model& model) -> std::optional<Summary> {
    if (plan.next) plan.next(runs++);
    RunOptions options;
    options.threads = plan.threads;
    options.stop = plan.stop;
    options.free_memory = plan.free_memory;
    if (plan.listener != nullptr) options.listeners.push_back(plan.listener);
    auto summary = run_model(model, options);
    if (!summary || summary->replications < model.replications) return std::nullopt;
    return summary;
  };
  const auto first = run(base);
  if (!first) return std::nullopt;
  const Outcome before = outcome_of(*first);
  Bottlenecks found;
  found.replications = first->replications;
  found.unlimited = more.unlimited;
  found.start = start_bias(base, *first);
  found.ranked_by = std::ranges::any_of(before.figures[0], [](double x) { return x > 0; }) ? 0 : 1;
  for (const PlaceMore& one : more.each) {
    const auto summary = run(one.model);
    if (!summary) return std::nullopt;
    const Outcome after = outcome_of(*summary);
    Bottleneck& bottleneck =
        found.ranked.emplace_back(Bottleneck{one.kind, one.name, one.unit, one.places, {}, {}});
    for (std::size_t f = 0; f < bottleneck_figures.size(); ++f)
      bottleneck.effects[f] = effect_of(one, f, before, after);
    bottleneck.cost = compare_paired(before.cost, after.cost);
  }
  rank(found);
  return found;
}

}  // namespace stepdown::analysis
