#include "analysis/formulas/poisson_census.hpp"

#include "sim/contract.hpp"

namespace stepdown::analysis {

CountDistribution poisson_census(double a) {
  sim::expects(a >= 0, "an offered load that is not negative");
  return birth_death([a](std::size_t) { return a; },
                     [](std::size_t n) { return static_cast<double>(n); },
                     static_cast<std::size_t>(a));
}

}  // namespace stepdown::analysis
