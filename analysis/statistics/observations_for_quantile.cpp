#include "analysis/statistics/observations_for_quantile.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

std::int64_t observations_for_quantile(double p) {
  sim::expects(p > 0 && p < 1, "a quantile strictly between 0 and 1");
  constexpr double rounding = 1e-9;
  return std::max<std::int64_t>(2, static_cast<std::int64_t>(std::ceil(1 / (1 - p) - rounding)));
}

}  // namespace stepdown::analysis
