#pragma once

#include <cstdint>
#include <vector>

namespace stepdown::analysis {

/// The curves of one replication, by group in the order of `report_groups`: what is averaged over
/// replications and is no figure.
struct OutcomeCurves {
  struct Group {
    /// [clocks in the order of `clocks_of`][point of `curve_days`], as far as the curve is known.
    std::vector<std::vector<double>> clocks;
    /// People: [status][day since the index admission].
    std::vector<std::vector<std::int64_t>> statuses;
  };
  std::vector<Group> groups;
};

/// The days for which curves are reported: each day of the first month, then every 5 days for a
/// year, then every 50 and the ends of years. Every day that a figure is about is among them.
[[nodiscard]] const std::vector<double>& curve_days();

}  // namespace stepdown::analysis
