#pragma once

#include "models/model.hpp"
#include "sim/distributions/exponential_rate.hpp"

#include <optional>
#include <vector>

/// Which times of a model are exponential, and at what rate.
namespace stepdown::analysis {

/// The rate at which a race exit ends stays; nothing when its time is not exponential.
[[nodiscard]] std::optional<double> exponential_rate(const models::Model& model,
                                                     const models::RaceExit& exit);

/// The rate at which treatment in a state ends by any exit, if that is one exponential time for
/// everybody: all split exits with the same rate, race exits exponential, no transfer, the same for
/// all classes of people, no history.
[[nodiscard]] std::optional<double> exponential_stay(const models::Model& model,
                                                     models::StateId state);

/// Classes that some source sends.
[[nodiscard]] std::vector<models::ClassId> used_classes(const models::Model& model);

}  // namespace stepdown::analysis
