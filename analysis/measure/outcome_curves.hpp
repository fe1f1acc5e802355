#pragma once

#include <vector>

namespace stepdown::analysis {

/// The days for which curves are reported: each day of the first month, then every 5 days for a
/// year, then every 50 and the ends of years. Every day that a figure is about is among them.
[[nodiscard]] const std::vector<double>& curve_days();

}  // namespace stepdown::analysis
