#pragma once

#include "sim/distributions/family.hpp"

#include <optional>
#include <string>
#include <vector>

namespace stepdown::sim {

/// Hazard `hazards[i]` a day up to `breakpoints[i]`; the last hazard holds for ever after, so there
/// is one breakpoint fewer than hazards. With a last hazard of 0 the event may never happen: then
/// its time is +infinity with positive probability.
struct PiecewiseHazard {
  std::vector<double> breakpoints;
  std::vector<double> hazards{1.0};

  [[nodiscard]] double hazard_up_to(double x) const;
  [[nodiscard]] double tail(Tail side, double x) const;
  [[nodiscard]] double tail_quantile(Tail side, double w) const;
  [[nodiscard]] double density(double x) const;
  [[nodiscard]] Moments moments() const;
  [[nodiscard]] Range range() const;
  [[nodiscard]] std::optional<Moments> moments_between(double from, double to) const;
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] double never() const;
  [[nodiscard]] static const Declaration& declaration();
  friend bool operator==(const PiecewiseHazard&, const PiecewiseHazard&) = default;
};

[[nodiscard]] Fitted piecewise_hazard(std::vector<double> breakpoints, std::vector<double> hazards);
/// The same from the start of each piece; the first is 0.
[[nodiscard]] Fitted piecewise_hazard_from_starts(std::vector<double> starts,
                                                  std::vector<double> hazards);

}  // namespace stepdown::sim
