#pragma once

#include "analysis/statistics/spread.hpp"
#include "analysis/summary/summary.hpp"

#include <cstddef>
#include <vector>

/// What single replications say of a figure.
namespace stepdown::analysis {

/// The values of a figure over time, of the replications that have one.
[[nodiscard]] std::vector<double> values_of(const Summary& summary, std::size_t line);

/// Sums and numbers behind a ratio; 0 and 0 where a replication saw nobody.
[[nodiscard]] std::vector<RatioPart> ratio_parts(const Summary& summary, std::size_t line);

/// Count, sum and sum of squares behind a standard deviation.
/// @pre the line before is the mean of the same figure.
[[nodiscard]] std::vector<Moments> moments_of(const Summary& summary, std::size_t line);

/// Contributions to a figure about people, see `LineEstimate`; none where they are not known.
[[nodiscard]] std::vector<double> contributions_of(const Summary& summary, std::size_t line);

}  // namespace stepdown::analysis
