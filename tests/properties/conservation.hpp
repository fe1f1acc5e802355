#pragma once

#include "models/model.hpp"
#include "models/observations.hpp"
#include "tests/properties/replay.hpp"

#include <vector>

/// What must hold in every replication of every scenario, as checks of the test that calls.
namespace stepdown::tests {

/// Nobody and no time is lost, and nobody is where there is no place.
void check_books(const models::Model& model, const models::Observations& all);

/// The observations say what the replayed log says.
void check_against_log(const models::Model& model,
                       const models::Observations& all,
                       const std::vector<Replayed>& log);

}  // namespace stepdown::tests
