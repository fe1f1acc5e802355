#pragma once

#include "analysis/views/results.hpp"

#include <cstddef>

namespace stepdown::analysis {

/// Leaves days out of a table with a column `day` or `date` so that its text has about `most_bytes`
/// bytes: evenly, but for the last day and those that people ask for (a week, a month, a year).
/// At least some forty days stay, whatever their rows need. Other tables stay as they are.
[[nodiscard]] ResultTable with_fewer_days(ResultTable table, std::size_t most_bytes);

}  // namespace stepdown::analysis
