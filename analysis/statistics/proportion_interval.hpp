#pragma once

#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/running_moments.hpp"

#include <cstdint>
#include <optional>

/// Intervals for shares that stay inside [0, 1], also near its ends.
namespace stepdown::analysis {

/// "Exact" interval of a probability from independent trials (Clopper and Pearson): covers at least
/// as often as the confidence says, so it is wider. For 0 of n at 95 % it ends near 3.7 / n.
///
/// @returns nothing without trials.
/// @pre 0 <= successes <= trials, 0 < confidence < 1.
/// Source: Clopper and Pearson (1934), The use of confidence or fiducial limits illustrated in the
/// case of the binomial, Biometrika 26; by quantiles of the beta distribution.
[[nodiscard]] std::optional<Interval> clopper_pearson_interval(std::int64_t successes,
                                                               std::int64_t trials,
                                                               double confidence = 0.95);

/// Interval of a share from independent replications that stays inside [0, 1].
///
/// Requests within a replication are not independent, so replications are the sample. The Student-t
/// interval is formed on the logit scale, logit(m) +- t s / (sqrt(n) m (1 - m)), and brought back
/// (delta method). Where every replication saw 0 (or 1), the spread says nothing; then the
/// Clopper-Pearson interval for `trials` independent trials is given, the best that can be said.
///
/// @param shares  one share for each replication
/// @param trials  requests in all replications together; 0: not known
/// @returns nothing for fewer than two replications, or for all 0 (or 1) when trials are not known.
/// @pre every share is in [0, 1].
[[nodiscard]] std::optional<Interval> share_interval(const RunningMoments& shares,
                                                     std::int64_t trials,
                                                     StudentFactor& student);

}  // namespace stepdown::analysis
