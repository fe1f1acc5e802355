#pragma once

#include "models/reading/reading.hpp"
#include "models/sweep_plan.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// `factors` of a plan.
namespace stepdown::models {

namespace schema {
struct Key;
[[nodiscard]] std::span<const Key> sweep_factor_keys();
}  // namespace schema

/// What the scenario has at a path, as text; empty where there is nothing. A path that leads
/// nowhere is told.
using BaseOf = std::function<std::string(const Located<std::string>& path, const std::string& key)>;

/// All factors of a plan. Those that are refused are missing.
[[nodiscard]] std::vector<SweepFactor> read_sweep_factors(Reading& reading,
                                                          const Field& field,
                                                          const BaseOf& base_of);

/// A factor in short, called by its path: `levels.php.places.slots: [24, 30]`, or `16..24`.
///
/// @param step  between the values of a range
[[nodiscard]] std::optional<SweepFactor> read_short_factor(Reading& reading,
                                                           const Field& field,
                                                           const std::optional<Field>& step,
                                                           const BaseOf& base_of);

}  // namespace stepdown::models
