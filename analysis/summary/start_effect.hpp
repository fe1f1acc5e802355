#pragma once

#include "analysis/statistics/running_moments.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <vector>

namespace stepdown::analysis {

/// How a count at the beginning of the window differs from the same at its end, replication by
/// replication. Replications are independent, so their spread is the noise of the difference,
/// whatever the days of one replication have to do with each other.
struct EarlyAgainstLate {
  RunningMoments early;  ///< mean of the first tenth of the window - mean of its second half
  RunningMoments whole;  ///< mean of the window - mean of its second half: about the bias
  RunningMoments late;   ///< mean of the second half
};

/// What is left of the start of the run in the counts at midnight of one level.
struct StartEffect {
  EarlyAgainstLate census;
  EarlyAgainstLate list;
};

/// Adds one replication to `effects`, by level. Does nothing when too few days are observed to
/// tell. Parts are whole weeks, and whole years where arrivals have a yearly pattern.
void add_start_effects(const models::Model& model,
                       const models::Observations& observations,
                       std::vector<StartEffect>& effects);

/// Whether rates or places change for good at some date or all the time (steps, growth, dated
/// arrivals, places that open or close). Then nothing ever settles, and no difference between early
/// and late can be put down to the start.
[[nodiscard]] bool changes_for_good(const models::Model& model);

}  // namespace stepdown::analysis
