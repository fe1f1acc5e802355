#pragma once

#include "models/sweep_plan.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Columns of the tables of a sweep: numbers stay numbers, with their unit beside the name.
namespace stepdown::models {

/// A number with a unit behind it, or without one: `30`, `7 d`, `42 /wk`.
struct WrittenQuantity {
  std::string number;
  std::string unit;
};
[[nodiscard]] std::optional<WrittenQuantity> quantity_of(std::string_view text);

/// Whether a unit is one of time, as in `7 d`.
[[nodiscard]] bool is_unit_of_time(std::string_view unit);

/// Takes the unit of a column off its texts: the one that all have; of several units of time, days.
/// Texts that are no numbers leave all as they are. Empty texts do not count.
/// @returns the unit
[[nodiscard]] std::string take_unit(const std::vector<std::string*>& texts);

/// Takes the units off all columns of a factor.
void take_units(std::vector<SweepColumn>& columns,
                std::vector<SweepLevel>& levels,
                SweepLevel* base);

}  // namespace stepdown::models
