#pragma once

#include <cstdint>

namespace stepdown::analysis {

/// Observations of which a share beyond the p-quantile is expected to hold one at least; below that
/// the quantile of a sample is its largest value: ceil(1 / (1 - p)), and 2 at least.
/// @pre 0 < p < 1.
[[nodiscard]] std::int64_t observations_for_quantile(double p);

}  // namespace stepdown::analysis
