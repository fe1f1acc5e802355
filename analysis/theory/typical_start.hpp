#pragma once

#include "analysis/formulas/no_answer.hpp"
#include "models/model.hpp"

#include <optional>

namespace stepdown::analysis {

/// Puts into `model.start` who is there in the long run, as far as theory expects it: in a limited
/// level and on its list the number of people that `FillingNetwork` settles to, elsewhere a Poisson
/// number. Each is in the middle of a stay; those on a list have asked one after another.
///
/// An approximation: levels are taken one by one, arrivals at their mean rate over the observed
/// part; people who are held, batches and history are left out. So some warm-up may still be
/// needed.
/// @returns why the start is empty; nothing when it is not, or nobody asked for a typical start.
std::optional<NoAnswer> add_typical_start(models::Model& model);

}  // namespace stepdown::analysis
