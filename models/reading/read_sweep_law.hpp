#pragma once

#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/section_reader.hpp"
#include "models/sweep_plan.hpp"

#include <optional>
#include <string>

namespace stepdown::models {

/// The distribution of a factor or an uncertain input, which stands among its other keys: any
/// family of the house and `beta`, cut by `min` and `max`. Its numbers may have one unit,
/// whichever, or none: `{gamma: {mean: 42 /wk, cv: 0.1}}`.
struct WrittenLaw {
  bool is_there = false;                   ///< some family is named
  Field at;                                ///< the first of them
  std::optional<SweepDistribution> value;  ///< nothing when it was refused
};

/// @param unit  of numbers that have none, as the author says; empty: none
[[nodiscard]] WrittenLaw read_sweep_law(SectionReader& section, const std::string& unit);

}  // namespace stepdown::models
