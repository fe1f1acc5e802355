#include "analysis/statistics/cost_effectiveness.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepdown::analysis {

namespace {

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Of the means of two samples of the same replications.
double covariance_of_means(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean_of(a);
  const double mean_b = mean_of(b);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += (a[i] - mean_a) * (b[i] - mean_b);
  const auto k = static_cast<double>(a.size());
  return sum / (k - 1) / k;
}

/// Adds 1 to the alternatives with the greatest net benefit, shared if there are several.
void count_best(std::span<const CostHealthPoint> means,
                double willingness,
                std::vector<double>& counts) {
  const auto benefit = [willingness](const CostHealthPoint& one) {
    return willingness * one.health - one.cost;
  };
  double most = benefit(means.front());
  for (const CostHealthPoint& one : means)
    most = std::max(most, benefit(one));
  const auto best = std::ranges::count_if(
      means, [&](const CostHealthPoint& one) { return benefit(one) >= most; });
  for (std::size_t a = 0; a < means.size(); ++a)
    if (benefit(means[a]) >= most) counts[a] += 1 / static_cast<double>(best);
}

CostHealthPoint mean_over(const CostAndHealth& of, std::span<const std::size_t> replications) {
  CostHealthPoint sum;
  for (const std::size_t r : replications) {
    sum.cost += of.cost[r];
    sum.health += of.health[r];
  }
  const auto k = static_cast<double>(replications.size());
  return {sum.cost / k, sum.health / k};
}

}  // namespace

std::optional<Interval> fieller_interval(std::span<const double> numerators,
                                         std::span<const double> denominators,
                                         double confidence) {
  sim::expects(numerators.size() == denominators.size(), "ratios of pairs");
  if (numerators.size() < 2) return std::nullopt;
  const double t =
      student_t_quantile(1 - (1 - confidence) / 2, static_cast<double>(numerators.size() - 1));
  const double above = mean_of(numerators);
  const double below = mean_of(denominators);
  const double a = below * below - t * t * covariance_of_means(denominators, denominators);
  const double b = above * below - t * t * covariance_of_means(numerators, denominators);
  const double c = above * above - t * t * covariance_of_means(numerators, numerators);
  if (!(a > 0)) return std::nullopt;
  const double root = std::sqrt(std::max(0.0, b * b - a * c));
  return Interval{(b - root) / a, (b + root) / a};
}

std::vector<Acceptability> acceptability(std::span<const CostAndHealth> alternatives,
                                         std::span<const double> willingness,
                                         const BootstrapPlan& plan) {
  sim::expects(!alternatives.empty() && !alternatives.front().cost.empty(),
               "a replication of an alternative");
  const std::size_t replications = alternatives.front().cost.size();
  std::vector<Acceptability> curve;
  for (const double amount : willingness) {
    const std::vector<double> none(alternatives.size(), 0.0);
    curve.push_back({amount, none, none});
  }
  std::vector<CostHealthPoint> means(alternatives.size());
  std::vector<std::size_t> chosen(replications);
  for (int sample = 0; sample < plan.samples; ++sample) {
    draw_points(plan, "acceptability", sample, chosen);
    for (std::size_t a = 0; a < alternatives.size(); ++a)
      means[a] = mean_over(alternatives[a], chosen);
    for (Acceptability& at : curve)
      count_best(means, at.willingness, at.probability);
  }
  for (std::size_t r = 0; r < replications; ++r) {
    for (std::size_t a = 0; a < alternatives.size(); ++a)
      means[a] = {alternatives[a].cost[r], alternatives[a].health[r]};
    for (Acceptability& at : curve)
      count_best(means, at.willingness, at.share);
  }
  std::iota(chosen.begin(), chosen.end(), std::size_t{0});
  for (std::size_t a = 0; a < alternatives.size(); ++a)
    means[a] = mean_over(alternatives[a], chosen);
  for (Acceptability& at : curve) {
    for (double& count : at.probability)
      count /= plan.samples;
    for (double& count : at.share)
      count /= static_cast<double>(replications);
    std::vector<double> best(alternatives.size(), 0.0);
    count_best(means, at.willingness, best);
    at.best = static_cast<std::size_t>(std::ranges::max_element(best) - best.begin());
  }
  return curve;
}

std::vector<FrontierPlace> efficiency_frontier(std::span<const CostHealthPoint> alternatives) {
  using Kind = FrontierPlace::Kind;
  std::vector<FrontierPlace> places(alternatives.size());
  std::vector<std::size_t> order(alternatives.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    if (alternatives[a].cost != alternatives[b].cost)
      return alternatives[a].cost < alternatives[b].cost;
    return alternatives[a].health > alternatives[b].health;
  });
  std::vector<std::size_t> frontier;
  const auto ratio = [&](std::size_t from, std::size_t to) {
    return (alternatives[to].cost - alternatives[from].cost) /
           (alternatives[to].health - alternatives[from].health);
  };
  for (const std::size_t one : order) {
    if (!frontier.empty() && alternatives[one].health <= alternatives[frontier.back()].health) {
      places[one] = {Kind::Dominated, frontier.back(), std::nullopt};
      continue;
    }
    while (frontier.size() >= 2 &&
           ratio(frontier[frontier.size() - 2], frontier.back()) > ratio(frontier.back(), one)) {
      places[frontier.back()] = {Kind::ExtendedlyDominated, one, std::nullopt};
      frontier.pop_back();
    }
    frontier.push_back(one);
  }
  for (std::size_t i = 1; i < frontier.size(); ++i)
    places[frontier[i]] = {Kind::OnFrontier, frontier[i - 1], ratio(frontier[i - 1], frontier[i])};
  return places;
}

}  // namespace stepdown::analysis
