#pragma once

#include "sim/distributions/family.hpp"

#include <optional>
#include <string>
#include <vector>

namespace stepdown::sim {

/// An exponential time whose mean is `means[i]` with probability `weights[i]`.
struct HyperExponential {
  std::vector<double> weights{1.0};
  std::vector<double> means{1.0};

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const HyperExponential&, const HyperExponential&) = default;
};

/// Two branches with equal shares of the mean ("balanced means"); needs cv > 1.
[[nodiscard]] Fitted hyperexponential_from_mean_cv(double mean, double cv);
[[nodiscard]] Fitted hyperexponential_from_weights(std::vector<double> weights,
                                                   std::vector<double> means);

}  // namespace stepdown::sim
