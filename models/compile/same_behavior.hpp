#pragma once

#include "models/model.hpp"

/// Whether people behave alike, by the tables of one model.
namespace stepdown::models {

/// Whether nothing of a state, or of who comes from a source, differs between two periods.
[[nodiscard]] bool is_same(const StateModel& a, const StateModel& b);
[[nodiscard]] bool is_same(const SourceModel& a, const SourceModel& b);

}  // namespace stepdown::models
