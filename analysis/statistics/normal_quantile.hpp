#pragma once

namespace stepdown::analysis {

/// The number below which a standard normal one is with that probability.
/// @pre 0 < probability < 1
[[nodiscard]] double normal_quantile(double probability);

}  // namespace stepdown::analysis
