#pragma once

#include "analysis/statistics/confidence_interval.hpp"

#include <cstdint>
#include <optional>

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

}  // namespace stepdown::analysis
