#pragma once

#include "analysis/theory/semi_markov.hpp"
#include "models/model.hpp"

namespace stepdown::analysis {

/// Whether no one can ever have to wait: no level that anybody comes to has limited places, and the
/// model has nothing that might make people wait in a way not known here.
[[nodiscard]] bool nobody_waits(const models::Model& model, const PathwayKernels& kernels);

}  // namespace stepdown::analysis
