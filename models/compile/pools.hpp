#pragma once

#include "models/compile/names.hpp"
#include "models/compile/problems.hpp"
#include "models/scenario.hpp"

#include <cstddef>
#include <optional>
#include <string>

/// Places on which several levels draw.
namespace stepdown::models {

/// The pool that the places of a level name, by position.
[[nodiscard]] std::optional<std::size_t> find_pool(const Scenario& scenario, const Places& of);

/// The places of a level, which may be those of a pool. @pre the pool exists
[[nodiscard]] const Places& places_of(const Scenario& scenario, const State& level);

/// Everything about `pools`, and about the levels that draw on them.
void check_pools(const Scenario& scenario, const Names& names, Problems& problems);

}  // namespace stepdown::models
