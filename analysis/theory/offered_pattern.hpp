#pragma once

#include "analysis/formulas/capacity_curve.hpp"
#include "analysis/formulas/no_answer.hpp"
#include "analysis/theory/infinite_server.hpp"
#include "analysis/theory/traffic.hpp"
#include "models/model.hpp"

#include <variant>
#include <vector>

namespace stepdown::analysis {

/// What is asked of a level that nobody has to wait for, part by part of the pattern of arrivals:
/// the long run where rates never change, else each observed day of this run, or each hour of these
/// days where some come by the hour, or the moments of a schedule. In each part the census is
/// Poisson, or compound Poisson where
/// people come in batches. Nothing where it is neither, or not known: people come at given moments;
/// nobody comes; stays have no mean.
using OfferedPattern = std::variant<std::vector<OfferedPart>, NoAnswer>;

/// Of every level, by StateId.
/// @param paths  the mean census from day to day, for rates that change; nothing: not known
[[nodiscard]] std::vector<OfferedPattern> offered_patterns(const models::Model& model,
                                                           const TrafficFigures& traffic,
                                                           const InfiniteServerFigures* paths,
                                                           const TheoryListener& listener = {});

}  // namespace stepdown::analysis
