#pragma once

#include "models/compile/given.hpp"
#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <string>

/// The checks of meaning, one function for each section of a scenario. They report, and never
/// change or derive anything; a scenario that passes them all can be built into a model.
namespace stepdown::models {

void check_run(const Scenario& scenario, const Names& names, Problems& problems);
void check_attributes(const Scenario& scenario, const Names& names, Problems& problems);
void check_states(const Scenario& scenario, const Names& names, Problems& problems);
void check_arrivals(const Scenario& scenario, const Names& names, Problems& problems);

/// The times and next states of one exit of a state, or of waiting for it.
void check_exit(const GivenContext& context,
                const State& state,
                const Exit& one,
                const Scenario& scenario);

/// Places, their changes, waiting and holding of one level.
void check_level(const State& level,
                 const Names& names,
                 const Scenario& scenario,
                 Problems& problems);

/// When the run ends, also while its length is wrong: in days, and as a date.
[[nodiscard]] double end_day(const Scenario& scenario);
[[nodiscard]] std::string end_date(const Scenario& scenario);

/// The form of a time or share that may be given, and every distribution in it.
void check_distributions(const GivenContext& context, const Given<LocatedDistribution>& value);

/// Which states a split may name.
enum class SplitTargets { Any, NotOutcomes };

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
