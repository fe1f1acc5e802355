#include "analysis/statistics/pooled_quantile.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

std::optional<Interval> sectioned_interval(double pooled,
                                           const RunningMoments& replications,
                                           StudentFactor& student) {
  const auto variance = replications.variance();
  if (!variance) return std::nullopt;
  const auto n = static_cast<double>(replications.count());
  const double away = replications.mean().value_or(pooled) - pooled;
  const double squares = (n - 1) * *variance + n * away * away;
  const double error = std::sqrt(squares / (n * (n - 1)));
  const double half_width = student.of(replications.count()) * error;
  return Interval{pooled - half_width, pooled + half_width};
}

std::int64_t observations_for_quantile(double p) {
  sim::expects(p > 0 && p < 1, "a quantile strictly between 0 and 1");
  constexpr double rounding = 1e-9;
  return std::max<std::int64_t>(2, static_cast<std::int64_t>(std::ceil(1 / (1 - p) - rounding)));
}

}  // namespace stepdown::analysis
