#pragma once

#include "models/happening.hpp"
#include "models/model.hpp"
#include "models/observations.hpp"

#include <vector>

namespace stepdown::tests {

/// Checks that medications were observed as the log has them: begun, stopped and how long people
/// were on them, by the plainest bookkeeping.
void check_medications(const models::Model& model,
                       const models::Observations& all,
                       const std::vector<models::Happening>& log);

}  // namespace stepdown::tests
