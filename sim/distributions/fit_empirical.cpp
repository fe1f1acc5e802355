#include "sim/distributions/fit.hpp"
#include "sim/distributions/text.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

namespace stepdown::sim {

namespace {

/// Weights that sum to 1, or the problem with them.
std::optional<Fitted> normalize(std::vector<double>& weights) {
  for (const double weight : weights)
    if (!(weight >= 0 && std::isfinite(weight)))
      return refused("weights that are not negative", weight);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(sum > 0)) return refused("a weight above 0 somewhere", sum);
  for (double& weight : weights)
    weight /= sum;
  return std::nullopt;
}

}  // namespace

Fitted empirical_values(const std::vector<double>& values, const std::vector<double>& weights) {
  if (values.empty()) return refused("at least one value", 0);
  if (!weights.empty() && weights.size() != values.size())
    return refused(
        "a list of weights of length " + short_number(static_cast<double>(values.size())),
        static_cast<double>(weights.size()));
  std::vector<double> shares = weights.empty() ? std::vector<double>(values.size(), 1.0) : weights;
  if (auto problem = normalize(shares)) return *problem;
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&values](std::size_t i) { return values[i]; });
  Empirical law{.values = {}, .weights = {}};
  for (const std::size_t i : order) {
    if (!std::isfinite(values[i])) return refused("finite values", values[i]);
    if (shares[i] <= 0) continue;
    if (law.values.empty() || law.values.back() < values[i]) {
      law.values.push_back(values[i]);
      law.weights.push_back(shares[i]);
    } else {
      law.weights.back() += shares[i];
    }
  }
  return checked(std::move(law));
}

Fitted empirical_bins(std::vector<double> edges, std::vector<double> weights) {
  if (weights.empty()) return refused("at least one bin", 0);
  if (auto problem = normalize(weights)) return *problem;
  return checked(EmpiricalBins{.edges = std::move(edges), .weights = std::move(weights)});
}

}  // namespace stepdown::sim
