#pragma once

#include <cstdint>
#include <optional>

namespace stepdown::analysis {

/// A number and the observations behind it.
struct Number {
  std::optional<double> value;
  std::optional<std::int64_t> n = std::nullopt;
};

}  // namespace stepdown::analysis
