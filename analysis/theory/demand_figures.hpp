#pragma once

#include "analysis/theory/theory_figures.hpp"
#include "models/model.hpp"

namespace stepdown::analysis {

/// Adds requests, offered load and load per place in the long run; census, admissions and flows of
/// the observed part of the run.
void add_demand(const models::Model& model, TheoryReport& report);

}  // namespace stepdown::analysis
