#pragma once

#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::sim {

/// A histogram: bin i is [edges[i], edges[i + 1]) with weight `weights[i]` (they sum to 1), uniform
/// inside the bin.
struct EmpiricalBins {
  std::vector<double> edges{0.0, 1.0};
  std::vector<double> weights{1.0};

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  friend bool operator==(const EmpiricalBins&, const EmpiricalBins&) = default;
};

/// Weights of any positive sum.
[[nodiscard]] Fitted empirical_bins(std::vector<double> edges, std::vector<double> weights);

inline double EmpiricalBins::tail(Tail side, double x) const {
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double width = edges[i + 1] - edges[i];
    const double part = side == Tail::Lower ? x - edges[i] : edges[i + 1] - x;
    sum += weights[i] * std::clamp(part / width, 0.0, 1.0);
  }
  return std::min(sum, 1.0);
}

inline double EmpiricalBins::tail_quantile(Tail side, double w) const {
  const std::size_t bins = weights.size();
  double sum = 0;
  for (std::size_t step = 0; step < bins; ++step) {
    const std::size_t i = side == Tail::Lower ? step : bins - 1 - step;
    const double weight = weights[i];
    if (weight > 0 && sum + weight >= w) {
      const double part = (edges[i + 1] - edges[i]) * (w - sum) / weight;
      return side == Tail::Lower ? edges[i] + part : edges[i + 1] - part;
    }
    sum += weight;
  }
  const Range all = range();
  return side == Tail::Lower ? all.high : all.low;
}

inline double EmpiricalBins::density(double x) const {
  const auto above = std::upper_bound(edges.begin(), edges.end(), x);
  if (above == edges.begin() || above == edges.end()) return 0;
  const auto bin = static_cast<std::size_t>(std::distance(edges.begin(), above)) - 1;
  return weights[bin] / (edges[bin + 1] - edges[bin]);
}

inline Moments EmpiricalBins::moments() const {
  const auto middle = [this](std::size_t i) { return (edges[i] + edges[i + 1]) / 2; };
  double mean = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    mean += weights[i] * middle(i);
  double variance = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double width = edges[i + 1] - edges[i];
    const double distance = middle(i) - mean;
    variance += weights[i] * (width * width / 12 + distance * distance);
  }
  return {.mean = mean, .variance = variance};
}

inline Range EmpiricalBins::range() const {
  const auto is_used = [](double weight) { return weight > 0; };
  const auto first = std::find_if(weights.begin(), weights.end(), is_used);
  const auto last = std::find_if(weights.rbegin(), weights.rend(), is_used);
  return {.low = *(edges.begin() + std::distance(weights.begin(), first)),
          .high = *(edges.rbegin() + std::distance(weights.rbegin(), last))};
}

inline std::optional<Distribution> EmpiricalBins::between(double from, double to) const {
  EmpiricalBins kept{.edges = {}, .weights = {}};
  double total = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double low = std::max(edges[i], from);
    const double high = std::min(edges[i + 1], to);
    if (low >= high) continue;
    if (kept.edges.empty()) kept.edges.push_back(low);
    kept.edges.push_back(high);
    kept.weights.push_back(weights[i] * (high - low) / (edges[i + 1] - edges[i]));
    total += kept.weights.back();
  }
  for (double& weight : kept.weights)
    weight /= total;
  return kept;
}

inline std::string EmpiricalBins::problem() const {
  if (weights.empty()) return expected_text("at least one bin", 0);
  return first_problem(
      first_problem(ascending_problem("edges", edges),
                    same_length_problem("a list of edges", weights.size() + 1, edges.size())),
      weights_problem(weights));
}

inline std::string EmpiricalBins::text() const {
  return "histogram of " + short_number(static_cast<double>(weights.size())) + " bins (mean " +
         days_text(moments().mean) + ")";
}

inline Fitted empirical_bins(std::vector<double> edges, std::vector<double> weights) {
  if (weights.empty()) return refused("at least one bin", 0);
  if (auto problem = refused_unless_normalized(weights)) return *problem;
  return checked(EmpiricalBins{.edges = std::move(edges), .weights = std::move(weights)});
}

}  // namespace stepdown::sim
