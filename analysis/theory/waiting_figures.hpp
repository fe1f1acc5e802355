#pragma once

#include "analysis/theory/theory_figures.hpp"
#include "models/model.hpp"

#include <cstddef>

namespace stepdown::analysis {

/// Adds waits, lists and losses of the limited levels.
void add_waiting(const models::Model& model, std::size_t most_exact_states, TheoryReport& report);

}  // namespace stepdown::analysis
