#pragma once

#include "sim/distributions/family.hpp"

#include <string>
#include <vector>

namespace stepdown::sim {

struct Triangular {
  double low = 0;
  double mode = 0.5;
  double high = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::vector<double> kinks() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Triangular&, const Triangular&) = default;
};

[[nodiscard]] Fitted triangular_between(double low, double mode, double high);

}  // namespace stepdown::sim
