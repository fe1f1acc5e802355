#pragma once

#include "analysis/formulas/blocking_network.hpp"
#include "analysis/formulas/exact_chain.hpp"
#include "models/model.hpp"

#include <variant>

namespace stepdown::analysis {

/// A compiled pathway as a `BlockingNetwork`: station i is state i, outcomes are outside.
///
/// @returns `NoAnswer` with the first thing that an exponential chain cannot express: times that
/// are not exponential or differ between split exits, people whose behavior differs by attribute or
/// history, arrivals that are not Poisson with one rate, transfers, places that change, holding for
/// a limited time, priorities, diversion.
[[nodiscard]] std::variant<BlockingNetwork, NoAnswer> exact_network(const models::Model& model,
                                                                    int most_people);

/// Solves a pathway exactly if that is possible; caps people at 20, 40, 80, 160 and 250 until less
/// than a share `tolerance` of arrivals is lost to the cap.
[[nodiscard]] std::variant<ExactFigures, NoAnswer> solve_pathway_exactly(
    const models::Model& model, std::size_t most_states = 100'000, double tolerance = 1e-7);

}  // namespace stepdown::analysis
