#include "analysis/formulas/birth_death.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <numeric>

namespace stepdown::analysis {

namespace {

constexpr double negligible = 1e-18;  // against the largest term
constexpr std::size_t most_terms = 50'000'000;

}  // namespace

double CountDistribution::mean() const {
  double sum = 0;
  for (std::size_t i = 0; i < probability.size(); ++i)
    sum += static_cast<double>(first + i) * probability[i];
  return sum;
}

double CountDistribution::at(std::size_t n) const {
  if (n < first || n - first >= probability.size()) return 0;
  return probability[n - first];
}

double CountDistribution::at_most(std::size_t n) const {
  double sum = 0;
  for (std::size_t i = 0; i < probability.size() && first + i <= n; ++i)
    sum += probability[i];
  return std::min(sum, 1.0);
}

std::size_t CountDistribution::quantile(double p) const {
  sim::expects(p >= 0 && p < 1, "a probability in [0, 1)");
  // Rounding in the running sum must not move a quantile that is met exactly.
  constexpr double slack = 1e-12;
  double sum = 0;
  for (std::size_t i = 0; i < probability.size(); ++i) {
    sum += probability[i];
    if (sum >= p - slack) return first + i;
  }
  return first + probability.size() - 1;
}

CountDistribution birth_death(const std::function<double(std::size_t)>& birth,
                              const std::function<double(std::size_t)>& death,
                              std::size_t mode) {
  std::vector<double> below;  // p(mode - 1), p(mode - 2), ... over p(mode)
  double term = 1;
  for (std::size_t n = mode; n > 0 && term > negligible; --n) {
    const double up = birth(n - 1);
    sim::expects(up > 0, "a positive birth rate below the mode");
    term *= death(n) / up;
    below.push_back(term);
  }
  std::vector<double> above{1};  // p(mode), p(mode + 1), ... over p(mode)
  term = 1;
  double largest = 1;
  for (std::size_t n = mode; term > negligible * largest; ++n) {
    const double up = birth(n);
    if (!(up > 0)) break;
    term *= up / death(n + 1);
    above.push_back(term);
    largest = std::max(largest, term);
    sim::expects(above.size() < most_terms, "a birth-death process with a steady state");
  }
  CountDistribution result;
  result.first = mode - below.size();
  result.probability.assign(below.rbegin(), below.rend());
  result.probability.insert(result.probability.end(), above.begin(), above.end());
  const double total = std::accumulate(result.probability.begin(), result.probability.end(), 0.0);
  for (double& p : result.probability)
    p /= total;
  return result;
}

}  // namespace stepdown::analysis
