#pragma once

#include "models/diagnostics/diagnostics.hpp"

#include <cstdint>
#include <string>

namespace stepdown::models {

/// How well it is known where a value comes from: it was read as it is, computed from what was
/// read, assumed, or nothing is said of it.
enum class Confidence : std::uint8_t { Read, Derived, Assumption, None };

/// A single value of a scenario, with its base, its changes and what was set.
struct Input {
  std::string path;   ///< as `--set` takes it: `levels.php.places.slots`
  std::string value;  ///< as written; of a quantity the number
  std::string unit;   ///< of a quantity: `d`, `/wk`; else empty
  std::string said;   ///< of where it comes from, or of what is assumed
  Confidence confidence = Confidence::None;
  bool is_number = false;  ///< the value
  SourceLocation at;
};

}  // namespace stepdown::models
