#pragma once

#include <optional>

namespace stepdown::analysis {

/// `part / whole`, or nothing when there is no whole: a share of no one is not zero.
template <class Part, class Whole>
[[nodiscard]] constexpr std::optional<double> ratio(Part part, Whole whole) {
  if (!(whole > 0)) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace stepdown::analysis
