#pragma once

#include "sim/distributions/family.hpp"

#include <optional>
#include <string>
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

}  // namespace stepdown::sim
