#include "sim/distributions/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <numeric>

namespace stepdown::sim::kernels {

double tail(const Empirical& law, Tail side, double x) {
  const auto first_above = std::upper_bound(law.values.begin(), law.values.end(), x);
  const auto split = law.weights.begin() + std::distance(law.values.begin(), first_above);
  const double sum = side == Tail::Lower ? std::accumulate(law.weights.begin(), split, 0.0)
                                         : std::accumulate(split, law.weights.end(), 0.0);
  return std::min(sum, 1.0);
}

double tail_quantile(const Empirical& law, Tail side, double w) {
  double sum = 0;
  if (side == Tail::Lower) {
    for (std::size_t i = 0; i < law.values.size(); ++i) {
      sum += law.weights[i];
      if (sum >= w) return law.values[i];
    }
    return law.values.back();
  }
  for (std::size_t i = law.values.size(); i-- > 0;) {
    sum += law.weights[i];
    if (sum > w) return law.values[i];
  }
  return law.values.front();
}

double density(const Empirical& /*law*/, double /*x*/) {
  return 0;
}

Moments moments(const Empirical& law) {
  const double mean =
      std::inner_product(law.values.begin(), law.values.end(), law.weights.begin(), 0.0);
  double variance = 0;
  for (std::size_t i = 0; i < law.values.size(); ++i)
    variance += law.weights[i] * (law.values[i] - mean) * (law.values[i] - mean);
  return {.mean = mean, .variance = variance};
}

Range range(const Empirical& law) {
  return {.low = law.values.front(), .high = law.values.back()};
}

double tail(const EmpiricalBins& law, Tail side, double x) {
  double sum = 0;
  for (std::size_t i = 0; i < law.weights.size(); ++i) {
    const double width = law.edges[i + 1] - law.edges[i];
    const double part = side == Tail::Lower ? x - law.edges[i] : law.edges[i + 1] - x;
    sum += law.weights[i] * std::clamp(part / width, 0.0, 1.0);
  }
  return std::min(sum, 1.0);
}

double tail_quantile(const EmpiricalBins& law, Tail side, double w) {
  const std::size_t bins = law.weights.size();
  double sum = 0;
  for (std::size_t step = 0; step < bins; ++step) {
    const std::size_t i = side == Tail::Lower ? step : bins - 1 - step;
    const double weight = law.weights[i];
    if (weight > 0 && sum + weight >= w) {
      const double part = (law.edges[i + 1] - law.edges[i]) * (w - sum) / weight;
      return side == Tail::Lower ? law.edges[i] + part : law.edges[i + 1] - part;
    }
    sum += weight;
  }
  const Range all = range(law);
  return side == Tail::Lower ? all.high : all.low;
}

double density(const EmpiricalBins& law, double x) {
  const auto above = std::upper_bound(law.edges.begin(), law.edges.end(), x);
  if (above == law.edges.begin() || above == law.edges.end()) return 0;
  const auto bin = static_cast<std::size_t>(std::distance(law.edges.begin(), above)) - 1;
  return law.weights[bin] / (law.edges[bin + 1] - law.edges[bin]);
}

Moments moments(const EmpiricalBins& law) {
  const auto middle = [&law](std::size_t i) { return (law.edges[i] + law.edges[i + 1]) / 2; };
  double mean = 0;
  for (std::size_t i = 0; i < law.weights.size(); ++i)
    mean += law.weights[i] * middle(i);
  double variance = 0;
  for (std::size_t i = 0; i < law.weights.size(); ++i) {
    const double width = law.edges[i + 1] - law.edges[i];
    const double distance = middle(i) - mean;
    variance += law.weights[i] * (width * width / 12 + distance * distance);
  }
  return {.mean = mean, .variance = variance};
}

Range range(const EmpiricalBins& law) {
  const auto is_used = [](double weight) { return weight > 0; };
  const auto first = std::find_if(law.weights.begin(), law.weights.end(), is_used);
  const auto last = std::find_if(law.weights.rbegin(), law.weights.rend(), is_used);
  return {.low = *(law.edges.begin() + std::distance(law.weights.begin(), first)),
          .high = *(law.edges.rbegin() + std::distance(law.weights.rbegin(), last))};
}

}  // namespace stepdown::sim::kernels
