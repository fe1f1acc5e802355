#include "analysis/experiments/compare_economics.hpp"

#include "analysis/summary/contributions.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::EconomicsModel;

/// What each replication contributes to a mean of all people; empty where nobody was followed.
std::vector<double> contributions_to(const ComparedScenario& scenario, const char* metric) {
  const auto found = scenario.summary.numbers.find({metric, "mean", all, all});
  if (found == scenario.summary.numbers.end()) return {};
  return contributions_of(scenario.summary, found->second);
}

/// Sums over different times, or discounted otherwise, cannot be compared.
std::string why_not(const std::vector<ComparedScenario>& scenarios) {
  const EconomicsModel& first = *scenarios.front().model.economics;
  for (const ComparedScenario& one : scenarios) {
    const EconomicsModel& other = *one.model.economics;
    if (other.followed_for != first.followed_for) return "they follow people for different times";
    if (other.discount_costs != first.discount_costs ||
        other.discount_health != first.discount_health)
      return "their discounts differ";
    if (other.has_utilities != first.has_utilities) return "not all of them have utilities";
    if (one.model.settings.currency != scenarios.front().model.settings.currency)
      return "their currencies differ";
  }
  return "";
}

std::optional<PairedFigure> paired(const std::vector<double>& a,
                                   const std::vector<double>& b,
                                   double confidence,
                                   int alternatives) {
  if (a.size() != b.size()) return std::nullopt;
  const auto alone = compare_paired(a, b, confidence);
  const auto together = compare_paired(a, b, bonferroni(confidence, alternatives));
  if (!alone || !together) return std::nullopt;
  return PairedFigure{*alone, together->interval};
}

std::vector<double> net_benefits(const CostAndHealth& of, double willingness) {
  std::vector<double> benefits;
  for (std::size_t r = 0; r < of.cost.size(); ++r)
    benefits.push_back(willingness * of.health[r] - of.cost[r]);
  return benefits;
}

std::vector<double> differences(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> result;
  for (std::size_t i = 0; i < a.size(); ++i)
    result.push_back(b[i] - a[i]);
  return result;
}

Verdict verdict_of(double cost, double health) {
  if (cost == 0 && health == 0) return Verdict::NoDifference;
  if (health > 0) return cost > 0 ? Verdict::CostsMoreGainsMore : Verdict::Dominant;
  if (cost >= 0) return Verdict::Dominated;
  return health < 0 ? Verdict::CostsLessGainsLess : Verdict::Dominant;
}

void set_ratio(Increment& increment,
               const CostAndHealth& base,
               const CostAndHealth& other,
               double confidence) {
  const double cost = increment.cost.paired.difference;
  const double health = increment.qalys.paired.difference;
  increment.verdict = verdict_of(cost, health);
  if (increment.verdict != Verdict::CostsMoreGainsMore &&
      increment.verdict != Verdict::CostsLessGainsLess) {
    increment.note = "no ratio: one of the two is better, or as good, in both";
    return;
  }
  increment.ratio = cost / health;
  increment.ratio_interval = fieller_interval(
      differences(base.cost, other.cost), differences(base.health, other.health), confidence);
  if (!increment.ratio_interval)
    increment.note = "no interval: it is not clear that health differs at all";
}

std::optional<Increment> increment_of(const std::string& name,
                                      const std::array<std::vector<double>, 2>& life_years,
                                      const std::array<const CostAndHealth*, 2>& both,
                                      const EconomicsModel& economics,
                                      const std::pair<double, int>& confidence_of) {
  const auto [confidence, alternatives] = confidence_of;
  const CostAndHealth& base = *both[0];
  const CostAndHealth& other = *both[1];
  const auto cost = paired(base.cost, other.cost, confidence, alternatives);
  const auto qalys = paired(base.health, other.health, confidence, alternatives);
  const auto years = paired(life_years[0], life_years[1], confidence, alternatives);
  if (!cost || !qalys || !years) return std::nullopt;
  Increment increment{name, *cost, *qalys, *years, {}, {}, {}, {}, {}};
  for (const double willingness : economics.willingness) {
    const auto benefit = paired(net_benefits(base, willingness),
                                net_benefits(other, willingness),
                                confidence,
                                alternatives);
    if (benefit) increment.net_benefit.push_back({willingness, *benefit});
  }
  set_ratio(increment, base, other, confidence);
  return increment;
}

/// From nothing to four times the usual, and what the author asks about.
std::vector<double> willingness_of(const EconomicsModel& economics) {
  constexpr int most = 200000;
  constexpr int step = 5000;
  std::set<double> amounts(economics.willingness.begin(), economics.willingness.end());
  for (int amount = 0; amount <= most; amount += step)
    amounts.insert(amount);
  return {amounts.begin(), amounts.end()};
}

}  // namespace

std::string_view to_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::CostsMoreGainsMore:
      return "costs more, gains more";
    case Verdict::Dominant:
      return "dominant";
    case Verdict::Dominated:
      return "dominated";
    case Verdict::CostsLessGainsLess:
      return "costs less, gains less";
    case Verdict::NoDifference:
      return "no difference";
  }
  return "";
}

std::optional<EconomicComparison> compare_economics(const std::vector<ComparedScenario>& scenarios,
                                                    double confidence) {
  if (!std::ranges::all_of(
          scenarios, [](const ComparedScenario& one) { return one.model.economics.has_value(); }))
    return std::nullopt;
  EconomicComparison result;
  result.why_none = why_not(scenarios);
  if (!result.why_none.empty()) return result;
  std::vector<std::vector<double>> life_years;
  std::vector<CostHealthPoint> means;
  for (const ComparedScenario& one : scenarios) {
    result.names.push_back(one.name);
    result.scenarios.push_back(
        {contributions_to(one, "person_cost"), contributions_to(one, "qaly")});
    life_years.push_back(contributions_to(one, "life_years"));
  }
  const EconomicsModel& economics = *scenarios.front().model.economics;
  const int alternatives = static_cast<int>(scenarios.size()) - 1;
  for (std::size_t i = 1; i < scenarios.size(); ++i) {
    auto increment = increment_of(result.names[i],
                                  {life_years.front(), life_years[i]},
                                  {&result.scenarios.front(), &result.scenarios[i]},
                                  economics,
                                  {confidence, alternatives});
    if (!increment) {
      result.why_none = "hardly anybody was followed from arrival for the time of `economics`";
      return result;
    }
    if (means.empty())
      means.push_back({increment->cost.paired.mean_a, increment->qalys.paired.mean_a});
    means.push_back({increment->cost.paired.mean_b, increment->qalys.paired.mean_b});
    result.increments.push_back(*std::move(increment));
  }
  result.frontier = efficiency_frontier(means);
  result.curve = acceptability(
      result.scenarios, willingness_of(economics), {.seed = scenarios.front().model.seed});
  return result;
}

}  // namespace stepdown::analysis
