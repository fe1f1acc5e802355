#pragma once

#include "analysis/theory/lone_level.hpp"
#include "analysis/theory/traffic.hpp"
#include "models/model.hpp"

#include <string>
#include <vector>

/// What the levels around do to one that is taken alone.
namespace stepdown::analysis {

/// Why a level taken alone says nothing true of its waits: its places are held while a level after
/// it is full, so that they are taken for longer than treatment lasts. Empty: it may be taken
/// alone.
[[nodiscard]] std::string why_held_up(const models::Model& model,
                                      const std::vector<LoneLevel>& levels,
                                      const LoneLevel& level);

/// "php: a third of its requests come from residential, which is mostly full ...": a note for each
/// level that a busy one sends people to, as those do not come like a Poisson process.
[[nodiscard]] std::vector<std::string> notes_on_levels_below(const models::Model& model,
                                                             const std::vector<LoneLevel>& levels);

}  // namespace stepdown::analysis
