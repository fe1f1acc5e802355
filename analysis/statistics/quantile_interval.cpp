#include "analysis/statistics/quantile_interval.hpp"

#include "sim/contract.hpp"

#include <boost/math/distributions/binomial.hpp>

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

namespace {

void check(double p, double confidence) {
  sim::expects(p > 0 && p < 1, "a quantile strictly between 0 and 1");
  sim::expects(confidence > 0 && confidence < 1, "a confidence strictly between 0 and 1");
}

/// P(B <= k) of a binomial(n, p); k may be negative.
double at_most(double k, std::size_t n, double p) {
  if (k < 0) return 0;
  return boost::math::cdf(boost::math::binomial(static_cast<double>(n), p), k);
}

}  // namespace

std::optional<Interval> quantile_interval(std::span<const double> sorted,
                                          double p,
                                          double confidence) {
  check(p, confidence);
  const std::size_t n = sorted.size();
  const double tail = (1 - confidence) / 2;
  // l: the largest with P(B <= l - 1) <= tail; u: the smallest with P(B >= u) <= tail; from 1
  std::size_t l = 0;
  while (l < n && at_most(static_cast<double>(l), n, p) <= tail)
    ++l;
  std::size_t u = n + 1;
  while (u > 1 && 1 - at_most(static_cast<double>(u) - 2, n, p) <= tail)
    --u;
  if (l == 0 || u == n + 1) return std::nullopt;
  return Interval{sorted[l - 1], sorted[u - 1]};
}

std::size_t values_for_quantile(double p, double confidence) {
  check(p, confidence);
  const double tail = (1 - confidence) / 2;
  // The tail beyond the smallest value, (1 - p)^n, and beyond the largest, p^n.
  const double harder = std::max(p, 1 - p);
  return static_cast<std::size_t>(std::ceil(std::log(tail) / std::log(harder) - 1e-12));
}

std::optional<Interval> jackknife_interval(double pooled,
                                           std::span<const double> left_out,
                                           double confidence) {
  sim::expects(confidence > 0 && confidence < 1, "a confidence strictly between 0 and 1");
  const auto n = static_cast<double>(left_out.size());
  if (left_out.size() < 2) return std::nullopt;
  RunningMoments without;
  for (const double x : left_out)
    without.add(x);
  // variance of the figure: (n - 1) / n times the sum of squared deviations of the left-out figures
  const double squares = without.variance().value_or(0) * (n - 1);
  const double error = std::sqrt((n - 1) / n * squares);
  const double t =
      student_t_quantile(1 - (1 - confidence) / 2, static_cast<std::int64_t>(left_out.size()) - 1);
  return Interval{pooled - t * error, pooled + t * error};
}

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
