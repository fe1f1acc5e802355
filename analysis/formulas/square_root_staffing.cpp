#include "analysis/formulas/square_root_staffing.hpp"

#include "analysis/formulas/erlang.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace stepdown::analysis {

double halfin_whitt(double beta) {
  sim::expects(beta > 0, "more places than load");
  const double cumulative = std::erfc(-beta / std::numbers::sqrt2) / 2;
  const double density =
      std::exp(-beta * beta / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
  return 1 / (1 + beta * cumulative / density);
}

int square_root_places(double a, double p_wait) {
  sim::expects(a >= 0 && p_wait > 0 && p_wait < 1, "a load, and a chance strictly inside (0, 1)");
  if (a == 0) return 1;
  double low = 0;
  double high = 1;
  while (halfin_whitt(high) > p_wait)
    high *= 2;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (halfin_whitt(middle) > p_wait ? low : high) = middle;
  }
  constexpr double most = std::numeric_limits<int>::max();
  return static_cast<int>(std::min(most, std::ceil(a + high * std::sqrt(a))));
}

int erlang_c_places(double a, double p_wait) {
  sim::expects(a >= 0 && p_wait > 0 && p_wait < 1, "a load, and a chance strictly inside (0, 1)");
  int n = 0;
  for (double b = 1;;) {
    ++n;
    b = next_erlang_b(a, n, b);
    if (n > a && b / (1 - a / n * (1 - b)) <= p_wait) return n;
  }
}

}  // namespace stepdown::analysis
