#pragma once

#include "analysis/experiments/sweep_design.hpp"
#include "models/sweep_plan.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// The points that a sensitivity analysis asks for.
namespace stepdown::analysis {

enum class SensitivityMethod : std::uint8_t {
  Tornado,     ///< each factor alone at its low and its high end
  Regression,  ///< a Latin hypercube: standardized coefficients and first-order indices
  Sobol        ///< Saltelli's designs: first-order and total indices
};

/// What is asked.
struct SensitivityPlan {
  SensitivityMethod method{};
  int points = 0;  ///< of the hypercube; rows of Saltelli's designs, (factors + 2) points each
};

/// A plan of which every factor and every uncertain input is a factor, without named scenarios.
/// @returns nothing where an input is more than one number; then `why` says which
[[nodiscard]] std::optional<models::SweepPlan> as_factors(const models::SweepPlan& plan,
                                                          std::string& why);

/// The points that the method asks for. @pre `plan` is one of `as_factors`, with a factor at least
[[nodiscard]] SweepDesign sensitivity_design(const models::SweepPlan& plan,
                                             const SensitivityPlan& asked);

}  // namespace stepdown::analysis
