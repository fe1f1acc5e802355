#pragma once

#include "models/model.hpp"

/// Whether people behave alike, by the tables of one model.
namespace stepdown::models {

/// Whether nothing of a state, or of who comes from a source, differs between two periods.
[[nodiscard]] bool is_same(const StateModel& a, const StateModel& b);
[[nodiscard]] bool is_same(const SourceModel& a, const SourceModel& b);
/// Whether nothing differs that figures are made with and that says nothing to the rules of care:
/// services, posts, the target of waits.
[[nodiscard]] bool is_measured_alike(const StateModel& a, const StateModel& b);

}  // namespace stepdown::models
