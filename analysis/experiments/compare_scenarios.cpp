#include "analysis/experiments/compare_scenarios.hpp"

#include "analysis/catalog/pooling.hpp"
#include "analysis/summary/contributions.hpp"
#include "sim/contract.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace stepdown::analysis {

namespace {

/// What replications, or groups of them, say of one figure in two scenarios.
using Pairs = std::pair<std::vector<double>, std::vector<double>>;

/// A figure over time, of the replications that have it in both scenarios.
Pairs values_in_both(const Summary& a, std::size_t in_a, const Summary& b, std::size_t in_b) {
  Pairs pairs;
  for (std::size_t r = 0; r < a.values.size(); ++r) {
    const auto x = a.values[r][in_a].value();
    const auto y = b.values[r][in_b].value();
    if (!x || !y) continue;
    pairs.first.push_back(*x);
    pairs.second.push_back(*y);
  }
  return pairs;
}

/// The mean of contributions is the figure, but for rounding.
void name_values(PairedComparison& paired, const SummaryLine& a, const SummaryLine& b) {
  paired.mean_a = a.value.value_or(paired.mean_a);
  paired.mean_b = b.value.value_or(paired.mean_b);
  paired.difference = paired.mean_b - paired.mean_a;
}

std::vector<FigureDifference> differences(const Summary& a,
                                          const Summary& b,
                                          double confidence,
                                          int alternatives) {
  const double together = bonferroni(confidence, alternatives);
  std::vector<FigureDifference> result;
  for (std::size_t i = 0; i < a.lines.size(); ++i) {
    const FigureName name = figure_name_of(a.lines[i]);
    const auto found = b.numbers.find(name);
    if (found == b.numbers.end() || name.metric == "one_in_n") continue;
    const auto [of_a, of_b] =
        is_of_all(pooling_of(name.metric, name.statistic))
            ? Pairs{contributions_of(a, i), contributions_of(b, found->second)}
            : values_in_both(a, i, b, found->second);
    if (of_a.size() != of_b.size()) continue;
    const auto paired = compare_paired(of_a, of_b, confidence);
    const auto all_together = compare_paired(of_a, of_b, together);
    if (!paired || !all_together) continue;
    FigureDifference& difference =
        result.emplace_back(FigureDifference{name, *paired, all_together->interval, 0});
    difference.replications =
        std::min(a.lines[i].replications, b.lines[found->second].replications);
    if (is_of_all(pooling_of(name.metric, name.statistic)))
      name_values(difference.paired, a.lines[i], b.lines[found->second]);
    else
      difference.replications = paired->parts;
  }
  return result;
}

}  // namespace

const FigureDifference* ScenarioDifference::find(const FigureName& figure) const {
  const auto found = std::find_if(figures.begin(), figures.end(), [&](const FigureDifference& f) {
    return f.figure == figure;
  });
  return found == figures.end() ? nullptr : &*found;
}

std::vector<ScenarioDifference> compare_scenarios(const std::vector<ComparedScenario>& scenarios,
                                                  double confidence) {
  sim::expects(scenarios.size() >= 2, "two scenarios or more");
  const ComparedScenario& base = scenarios.front();
  std::vector<ScenarioDifference> result;
  for (std::size_t i = 1; i < scenarios.size(); ++i) {
    sim::expects(scenarios[i].summary.replications == base.summary.replications,
                 "as many replications of each scenario");
    result.push_back({scenarios[i].name,
                      changes_of_places(base.model, scenarios[i].model),
                      differences(base.summary,
                                  scenarios[i].summary,
                                  confidence,
                                  static_cast<int>(scenarios.size()) - 1)});
  }
  return result;
}

std::vector<std::string> changes_of_places(const models::Model& a, const models::Model& b) {
  std::vector<std::string> changes;
  for (std::size_t l = 0; l < b.level_count; ++l) {
    const models::StateModel& after = b.states[l];
    const auto before = std::find_if(
        a.states.begin(), a.states.end(), [&](const auto& s) { return s.name == after.name; });
    if (before == a.states.end()) {
      changes.push_back(fmt::format("with {}", after.label));
    } else if (before->is_limited != after.is_limited) {
      changes.push_back(
          fmt::format("{} places in {}", after.is_limited ? "limited" : "unlimited", after.label));
    } else if (after.is_limited && before->places != after.places) {
      const int more = after.places - before->places;
      changes.push_back(fmt::format("{} {} {} in {}",
                                    std::abs(more),
                                    more > 0 ? "more" : "fewer",
                                    std::abs(more) == 1 ? "place" : "places",
                                    after.label));
    }
  }
  for (std::size_t l = 0; l < a.level_count; ++l) {
    const bool is_gone = std::none_of(b.states.begin(), b.states.end(), [&](const auto& s) {
      return s.name == a.states[l].name;
    });
    if (is_gone) changes.push_back(fmt::format("without {}", a.states[l].label));
  }
  return changes;
}

}  // namespace stepdown::analysis
