#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/text_positions.hpp"

#include <string>
#include <string_view>

namespace stepdown::models {

/// Why a text is not read any further; thrown, also through yaml-cpp, and caught in `read_yaml`.
struct Refusal {
  Rule rule;
  SourceLocation at;
  std::string message;
};

/// What must be known before a text may go to yaml-cpp.
/// @throws Refusal
void check_bytes(std::string_view text, const TextPositions& places);

}  // namespace stepdown::models
