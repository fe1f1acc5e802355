#pragma once

#include "models/model.hpp"

/// Whether people behave alike, by the tables of one model.
namespace stepdown::models {

/// Whether a state says the same to the rules of care in two periods: all of it but what figures
/// are made with. Places follow their own dates.
[[nodiscard]] bool is_same(const StateModel& a, const StateModel& b);

/// Whether people who come from a source are alike in two periods, and go to the same states.
[[nodiscard]] bool sends_same(const SourceModel& a, const SourceModel& b);

}  // namespace stepdown::models
