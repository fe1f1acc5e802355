#pragma once

#include "models/compile/differences.hpp"
#include "models/compile/effects.hpp"
#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

/// Looks up the effects that are switched on, after reporting what is wrong with any of them:
/// unknown names and effects that touch nothing. A named state in which a ratio touches nothing is
/// a warning.
[[nodiscard]] ResolvedEffects resolve_effects(const Scenario& scenario,
                                              const Names& names,
                                              Problems& problems);

/// What was looked up of a scenario.
struct EffectsBefore {
  const Scenario* scenario = nullptr;
  const ResolvedEffects* effects = nullptr;
};

/// The same from a later date on: those that are written otherwise than before, and those that may
/// touch something else in what differs, are looked at.
[[nodiscard]] ResolvedEffects resolve_effects_since(const EffectsBefore& before,
                                                    const Scenario& now,
                                                    const Differences& since,
                                                    const Names& names,
                                                    Problems& problems);

}  // namespace stepdown::models
