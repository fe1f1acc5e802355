#pragma once

#include "models/model.hpp"

#include <string_view>

namespace stepdown::analysis {

/// Why nothing of a kind can be seen, so that a figure about it has no value rather than a 0 that
/// nobody observed; empty when it can. @pre planned, relapse, recovery or death
[[nodiscard]] std::string_view why_impossible(const models::Model& model, models::ReasonKind kind);

}  // namespace stepdown::analysis
