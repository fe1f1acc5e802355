#pragma once

#include "models/compile/given.hpp"
#include "models/compile/names.hpp"
#include "models/scenario.hpp"

#include <cstdint>

namespace stepdown::models {

/// Which states a split may name.
enum class SplitTargets : std::uint8_t { Any, NotOutcomes };

/// A split over next states: known names, each once, probabilities that sum to 1 in each case; a
/// name whose share is 0 in every case is a warning.
void check_split(const GivenContext& context,
                 const Given<Split>& split,
                 const Scenario& scenario,
                 SplitTargets allowed);

/// Shares of the values of an attribute: each value exactly once, summing to 1 in each case.
void check_attribute_shares(const GivenContext& context,
                            const Given<Split>& shares,
                            const NameIndex& values);

}  // namespace stepdown::models
