#pragma once

#include "sim/distributions/family.hpp"

#include <optional>
#include <string>
#include <vector>

namespace stepdown::sim {

/// `components[i]` with probability `weights[i]` (they sum to 1).
struct Mixture {
  std::vector<double> weights;
  std::vector<Distribution> components;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Distribution> between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] bool is_lattice() const;
  [[nodiscard]] double never() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Mixture& a, const Mixture& b);
};

[[nodiscard]] Fitted mixture_of(std::vector<double> weights, std::vector<Distribution> components);

}  // namespace stepdown::sim
