#include "analysis/formulas/priority.hpp"

#include "analysis/formulas/erlang.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <numeric>

namespace stepdown::analysis {

std::vector<std::optional<double>> priority_waits(const std::vector<double>& lambda,
                                                  double mu,
                                                  int c) {
  sim::expects(mu > 0 && c >= 1, "a treatment rate and places");
  sim::expects(std::all_of(lambda.begin(), lambda.end(), [](double l) { return l >= 0; }),
               "rates that are not negative");
  const double total = std::accumulate(lambda.begin(), lambda.end(), 0.0);
  // With more load than places the last classes pile up and every place is always taken.
  const double all_taken = erlang_c(total / mu, c).value_or(1);
  const double w_0 = all_taken / (c * mu);
  std::vector<std::optional<double>> waits;
  double s_before = 0;
  for (const double rate : lambda) {
    const double s = s_before + rate / (c * mu);
    waits.push_back(s < 1 ? std::optional(w_0 / ((1 - s_before) * (1 - s))) : std::nullopt);
    s_before = s;
  }
  return waits;
}

}  // namespace stepdown::analysis
