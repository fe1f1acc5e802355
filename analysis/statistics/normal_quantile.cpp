#include "analysis/statistics/normal_quantile.hpp"

#include "sim/contract.hpp"

#include <boost/math/distributions/normal.hpp>

namespace stepdown::analysis {

double normal_quantile(double probability) {
  sim::expects(probability > 0 && probability < 1, "a probability between 0 and 1");
  using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  return boost::math::quantile(boost::math::normal_distribution<double, InDouble>{}, probability);
}

}  // namespace stepdown::analysis
