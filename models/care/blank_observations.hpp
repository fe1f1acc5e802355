#pragma once

#include "models/model.hpp"
#include "models/observations.hpp"
#include "sim/time.hpp"

namespace stepdown::models {

/// What a replication begins with: nothing seen yet in the window, by anybody or any group.
[[nodiscard]] Observations blank_observations(const Model& model,
                                              sim::Ticks from,
                                              sim::Ticks horizon);

/// The same as `spent = blank`, into the memory that is there; that includes the bins of
/// histograms.
void begin_with(const Observations& blank, Observations& spent);

}  // namespace stepdown::models
