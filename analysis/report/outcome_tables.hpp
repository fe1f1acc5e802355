#pragma once

#include "analysis/report/tables.hpp"

/// What becomes of people, as CSV files.
namespace stepdown::analysis {

/// outcomes.csv: one row for each figure and group.
[[nodiscard]] Table outcomes_table();

/// survival.csv: one row for each point of each time-to-event curve.
[[nodiscard]] Table survival_table();

/// status.csv: one row for each group, day since the index admission, and status.
[[nodiscard]] Table status_table();

}  // namespace stepdown::analysis
