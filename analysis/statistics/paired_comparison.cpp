#include "analysis/statistics/paired_comparison.hpp"

#include "analysis/statistics/running_moments.hpp"
#include "analysis/statistics/spread.hpp"
#include "sim/contract.hpp"

#include <boost/math/distributions/normal.hpp>

#include <vector>

namespace stepdown::analysis {

std::optional<double> PairedComparison::variance_reduction() const {
  if (!(paired_variance > 0)) return std::nullopt;
  return independent_variance / paired_variance;
}

std::optional<double> PairedComparison::replications_to_exclude_zero(double variance,
                                                                     double confidence) const {
  sim::expects(confidence > 0 && confidence < 1, "a confidence strictly between 0 and 1");
  if (difference == 0) return std::nullopt;
  const double z = boost::math::quantile(boost::math::normal(), 1 - (1 - confidence) / 2);
  return z * z * variance / (difference * difference);
}

std::optional<PairedComparison> compare_paired(std::span<const double> a,
                                               std::span<const double> b,
                                               double confidence) {
  sim::expects(a.size() == b.size(), "as many parts of one scenario as of the other");
  RunningMoments of_a;
  RunningMoments of_b;
  RunningMoments of_differences;
  std::vector<double> differences;
  for (std::size_t i = 0; i < a.size(); ++i) {
    of_a.add(a[i]);
    of_b.add(b[i]);
    of_differences.add(b[i] - a[i]);
    differences.push_back(b[i] - a[i]);
  }
  const auto spread = spread_of(differences);
  if (!spread) return std::nullopt;
  PairedComparison result;
  result.parts = of_differences.count();
  result.mean_a = of_a.mean().value_or(0);
  result.mean_b = of_b.mean().value_or(0);
  result.difference = of_differences.mean().value_or(0);
  result.interval = interval_on(Scale::Plain, result.difference, *spread, confidence);
  result.paired_variance = of_differences.variance().value_or(0);
  result.independent_variance = of_a.variance().value_or(0) + of_b.variance().value_or(0);
  return result;
}

double bonferroni(double confidence, int intervals) {
  sim::expects(confidence > 0 && confidence < 1, "a confidence strictly between 0 and 1");
  sim::expects(intervals >= 1, "at least one interval");
  return 1 - (1 - confidence) / intervals;
}

}  // namespace stepdown::analysis
