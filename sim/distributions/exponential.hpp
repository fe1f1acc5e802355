#pragma once

#include "sim/distributions/family.hpp"

#include <optional>
#include <string>

namespace stepdown::sim {

struct Exponential {
  double mean = 1;

  [[nodiscard]] double hazard_up_to(double x) const;
  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const Exponential&, const Exponential&) = default;
};

/// An exponential time with rate `hazard`, given that it is below `length` (which may be infinite
/// if the hazard is positive).
[[nodiscard]] Moments exponential_below(double hazard, double length);

[[nodiscard]] Fitted exponential_from_mean(double mean);
[[nodiscard]] Fitted exponential_from_median(double median);

}  // namespace stepdown::sim
