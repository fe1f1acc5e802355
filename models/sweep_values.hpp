#pragma once

#include "models/sweep_plan.hpp"

#include <cstddef>
#include <span>
#include <string>

/// The values that factors and uncertain inputs have, as text for tables and for `--set`.
namespace stepdown::models {

/// A number as it is written: ten significant digits at most.
[[nodiscard]] std::string sweep_number_text(double x);

/// How many values a factor has; 0: anything of a range or a distribution.
[[nodiscard]] std::size_t level_count(const SweepFactor& factor);

/// The value of that number, from 0. @pre index < level_count(factor)
[[nodiscard]] SweepLevel level_of(const SweepFactor& factor, std::size_t index);

/// The value below which a share `u` of all lies; of a list all have the same share.
/// @pre 0 < u < 1
[[nodiscard]] SweepLevel level_at(const SweepFactor& factor, double u);

/// The share of all values of a range or a distribution that lie below `value`. Below 0 or above 1:
/// beyond the ends of a range.
[[nodiscard]] double share_below(const SweepFactor& factor, double value);

/// How many uniform numbers a draw of an input takes; 0: draws are given.
[[nodiscard]] std::size_t uniforms_of(const UncertainInput& input);

/// A draw, from as many numbers as `uniforms_of`, each between 0 and 1.
[[nodiscard]] SweepLevel draw_of(const UncertainInput& input, std::span<const double> uniforms);

}  // namespace stepdown::models
