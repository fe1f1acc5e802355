#pragma once

#include "analysis/views/results.hpp"

#include <cstddef>

namespace stepdown::analysis {

/// Leaves figures out of a table with columns `metric` and `statistic` whose text has more than
/// `most_bytes` bytes: first those of parts (`stay.dropout`) and statistics that people do not
/// compare, then those of groups, so that every alternative keeps the figures that matter. Other
/// tables stay as they are.
[[nodiscard]] ResultTable with_fewer_figures(ResultTable table, std::size_t most_bytes);

/// How many bytes the cells of a table have, each with a separator.
[[nodiscard]] std::size_t text_size(const ResultTable& table);

}  // namespace stepdown::analysis
