#pragma once

#include "models/reading/read_sweep_factor.hpp"

#include <optional>
#include <string>

namespace stepdown::models {

/// A factor of the command line: `path=16..24`, `path=16..24:2`, `path=30,36,42`.
///
/// @param at  of the text
[[nodiscard]] std::optional<SweepFactor> read_factor_argument(Reading& reading,
                                                              const std::string& text,
                                                              const SourceLocation& at,
                                                              const BaseOf& base_of);

}  // namespace stepdown::models
