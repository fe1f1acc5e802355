#pragma once

#include "sim/distributions/family.hpp"

#include <string>
#include <vector>

namespace stepdown::sim {

/// Exponential phases in a row: phase i ends at rate `rates[i]` and is followed by phase i + 1 with
/// probability `continuations[i]`, else the time is over. One continuation fewer than rates.
struct Coxian {
  std::vector<double> rates{1.0};
  std::vector<double> continuations;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Coxian&, const Coxian&) = default;
};

[[nodiscard]] Fitted coxian_from_rates(std::vector<double> rates,
                                       std::vector<double> continuations);
/// Two moments: two phases for cv^2 >= 1/2 (Marie 1980), a mixed Erlang of k phases for
/// 1/k <= cv^2 (Sauer and Chandy 1975); cv >= 0.1.
[[nodiscard]] Fitted coxian_from_mean_cv(double mean, double cv);

}  // namespace stepdown::sim
