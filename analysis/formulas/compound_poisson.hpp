#pragma once

#include "analysis/formulas/birth_death.hpp"

#include <span>

namespace stepdown::analysis {

/// The number of people in groups of 1, 2, ... of which there are independent Poisson numbers:
/// log E[z^N] = sum over k of groups[k - 1] (z^k - 1), solved by
/// n p(n) = sum over k of k groups[k - 1] p(n - k).
///
/// @param groups  mean number of groups of 1, 2, ... people; >= 0
/// Source: Adelson (1966), Compound Poisson distributions, Operational Research Quarterly 17(1);
/// Panjer (1981), Recursive evaluation of a family of compound distributions, ASTIN Bulletin 12(1).
[[nodiscard]] CountDistribution compound_poisson(std::span<const double> groups);

}  // namespace stepdown::analysis
