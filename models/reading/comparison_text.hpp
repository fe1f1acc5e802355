#pragma once

#include "models/comparison.hpp"

#include <string_view>

namespace stepdown::models {

/// A comparison at the front of a text, `>= 2`, and what follows it.
struct LeadingComparison {
  Comparison comparison = Comparison::Is;  ///< `Is` where there is none
  std::string_view rest;
};

[[nodiscard]] LeadingComparison leading_comparison(std::string_view text);

}  // namespace stepdown::models
