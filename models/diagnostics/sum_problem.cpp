#include "models/diagnostics/sum_problem.hpp"

#include <fmt/format.h>

#include <cmath>

namespace stepdown::models {

std::string sum_problem(double sum, std::string_view what, std::string_view absent) {
  constexpr double tolerance = 1e-9;
  if (std::abs(sum - 1) <= tolerance) return {};
  std::string hint;
  if (sum > 1)
    hint = fmt::format("{:.10g} too much", sum - 1);
  else if (absent.empty())
    hint = fmt::format("{:.10g} is missing", 1 - sum);
  else
    hint = fmt::format("'{}: {:.10g}' is missing?", absent, 1 - sum);
  return fmt::format("{} sum to {:.10g}, expected 1; {}", what, sum, hint);
}

}  // namespace stepdown::models
