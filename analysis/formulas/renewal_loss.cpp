#include "analysis/formulas/renewal_loss.hpp"

#include "sim/contract.hpp"

#include <cmath>

namespace stepdown::analysis {

double ThinnedSchedule::transform(double s) const {
  const double interval = std::exp(-s * every);
  return share * interval / (1 - (1 - share) * interval);
}

double renewal_loss(const ThinnedSchedule& requests, double leaving, int places) {
  sim::expects(requests.every > 0 && leaving > 0 && places >= 0, "requests, stays and places");
  double sum = 1;
  double term = 1;
  for (int k = 1; k <= places; ++k) {
    const double phi = requests.transform(k * leaving);
    if (!(phi > 0)) return 0;
    term *= (1 - phi) / phi * (places - k + 1) / k;
    sum += term;
    if (!std::isfinite(sum)) return 0;
  }
  return 1 / sum;
}

}  // namespace stepdown::analysis
