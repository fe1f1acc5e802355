#include "analysis/statistics/proportion_interval.hpp"

#include "sim/contract.hpp"

#include <boost/math/distributions/beta.hpp>

#include <cmath>

namespace stepdown::analysis {

std::optional<Interval> clopper_pearson_interval(std::int64_t successes,
                                                 std::int64_t trials,
                                                 double confidence) {
  sim::expects(successes >= 0 && successes <= trials, "successes among the trials");
  sim::expects(confidence > 0 && confidence < 1, "a confidence strictly between 0 and 1");
  if (trials == 0) return std::nullopt;
  const double tail = (1 - confidence) / 2;
  const auto x = static_cast<double>(successes);
  const auto n = static_cast<double>(trials);
  // The quantile of Beta(n, 1) is tail^(1/n); many shares are of nobody or of all.
  if (successes == 0) return Interval{0, -std::expm1(std::log(tail) / n)};
  if (successes == trials) return Interval{std::exp(std::log(tail) / n), 1};
  using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  const boost::math::beta_distribution<double, InDouble> of_low(x, n - x + 1);
  const boost::math::beta_distribution<double, InDouble> of_high(x + 1, n - x);
  return Interval{boost::math::quantile(of_low, tail),
                  boost::math::quantile(boost::math::complement(of_high, tail))};
}

}  // namespace stepdown::analysis
