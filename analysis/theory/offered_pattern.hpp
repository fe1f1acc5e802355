#pragma once

#include "analysis/formulas/no_answer.hpp"
#include "analysis/formulas/poisson_census.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "models/model.hpp"

#include <cstddef>
#include <variant>
#include <vector>

namespace stepdown::analysis {

/// What is asked of a level that nobody has to wait for, part by part of the pattern of arrivals:
/// the long run where rates never change, else each observed day of this run. The census of each
/// part is Poisson.
/// @returns `NoAnswer` where it is not: people come in batches or at given moments; nobody comes;
/// stays have no mean.
[[nodiscard]] std::variant<std::vector<OfferedPart>, NoAnswer> offered_pattern(
    const models::Model& model, const TheoryReport& report, std::size_t level);

}  // namespace stepdown::analysis
