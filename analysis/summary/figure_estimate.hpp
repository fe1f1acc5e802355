#pragma once

#include "analysis/catalog/pooling.hpp"
#include "analysis/summary/line_estimate.hpp"
#include "analysis/summary/summary.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// How a figure is estimated from all replications, whichever of them are kept and how.
namespace stepdown::analysis {

/// What all replications so far have of their figures.
struct FiguresSoFar {
  const Summary& summary;                ///< its lines, as far as they are named, and `values`
  const std::vector<Pooling>& poolings;  ///< of its lines
  /// Lengths that are not 0 behind the mean of a line; nothing where it is of no such lengths.
  std::function<std::optional<Behind>(std::size_t)> not_zero;
  /// A quantile or the largest of a distribution, or a figure of a curve.
  std::function<LineEstimate(std::size_t)> of_distribution;
};

/// The line of which one is the reciprocal. @pre there is one
[[nodiscard]] std::size_t line_of_reciprocal(const Summary& summary, std::size_t line);

/// What the replications so far say of one figure.
[[nodiscard]] LineEstimate estimate_figure(const FiguresSoFar& so_far, std::size_t line);

/// Says so where fewer than all replications have a figure over time, and nothing else is said.
void note_missing_replications(std::string& note, std::int64_t having, int replications);

}  // namespace stepdown::analysis
