#pragma once

#include "models/compile/given.hpp"
#include "models/compile/names.hpp"
#include "models/scenario.hpp"
#include "models/trial.hpp"

/// Days for which stays are paid before more of them have to be asked for.
namespace stepdown::models {

/// `authorization` of a level. `context` is the level's.
void check_authorization(const GivenContext& context, const State& level);

/// Those of one kind of people. @pre `check_authorization` reported nothing
[[nodiscard]] AuthorizedDays authorized_days(const Authorization& authorization,
                                             const Names& names,
                                             const ClassValues& who);

/// At which trials an exit comes.
[[nodiscard]] Trial trial_of(const Exit& exit);

}  // namespace stepdown::models
