#include "models/compile/check_distributions.hpp"

#include "sim/distributions/distribution.hpp"

#include <string>

namespace stepdown::models {

void check_distribution(const LocatedDistribution& one,
                        const std::string& key,
                        Problems& problems) {
  const std::string problem = sim::problem_with(one.value);
  if (!problem.empty()) problems.report(Rule::UnsoundDistribution, one.at, key, problem);
}

void check_distributions(const GivenContext& context, const Given<LocatedDistribution>& value) {
  check_given(context, value);
  for_each_leaf(value, context.key, [&](const LocatedDistribution& leaf, const std::string& key) {
    check_distribution(leaf, key, *context.problems);
  });
}

}  // namespace stepdown::models
