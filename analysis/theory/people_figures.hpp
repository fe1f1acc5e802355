#pragma once

#include "analysis/theory/semi_markov.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "models/model.hpp"

namespace stepdown::analysis {

/// Adds visits, time and outcomes of a person.
void add_people(const models::Model& model,
                const PathwayKernels& kernels,
                const TheoryListener& listener,
                TheoryReport& report);

}  // namespace stepdown::analysis
