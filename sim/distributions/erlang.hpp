#pragma once

#include "sim/distributions/family.hpp"

#include <optional>
#include <string>

namespace stepdown::sim {

/// Sum of `phases` independent exponential times, together of mean `mean`.
struct Erlang {
  int phases = 1;
  double mean = 1;

  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static bool has_quantile_formula() { return false; }
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Erlang&, const Erlang&) = default;
};

[[nodiscard]] Fitted erlang_from_mean(int phases, double mean);

}  // namespace stepdown::sim
