#pragma once

#include <string>
#include <string_view>

namespace stepdown::models {

/// "probabilities sum to 0.95, expected 1", and what is missing or too much; nothing when they do
/// sum to 1 within 1e-9. `absent` is a name that could have the missing share, or empty.
[[nodiscard]] std::string sum_problem(double sum,
                                      std::string_view what,
                                      std::string_view absent = {});

}  // namespace stepdown::models
