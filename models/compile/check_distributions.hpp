#pragma once

#include "models/compile/given.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <string>

namespace stepdown::models {

/// Whether its parameters make sense.
void check_distribution(const LocatedDistribution& one, const std::string& key, Problems& problems);

/// The form of a time or share that may be given, and every distribution in it.
void check_distributions(const GivenContext& context, const Given<LocatedDistribution>& value);

}  // namespace stepdown::models
