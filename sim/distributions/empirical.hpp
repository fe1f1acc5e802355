#pragma once

#include "sim/distributions/family.hpp"

#include <optional>
#include <string>
#include <vector>

namespace stepdown::sim {

/// Observed values with their weights (which sum to 1), values strictly ascending.
struct Empirical {
  std::vector<double> values{0.0};
  std::vector<double> weights{1.0};

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Empirical&, const Empirical&) = default;
};

/// Values in any order, repeats allowed; weights of any positive sum, or none for equal weights.
[[nodiscard]] Fitted empirical_values(const std::vector<double>& values,
                                      const std::vector<double>& weights = {});
/// Values each with its weight.
[[nodiscard]] Fitted empirical_weighted(const std::vector<double>& values,
                                        const std::vector<double>& weights);
/// The values of a column of a file.
[[nodiscard]] Fitted empirical_column(const std::vector<double>& times);

}  // namespace stepdown::sim
