#pragma once

#include "models/diagnostics/diagnostics.hpp"

#include <string>
#include <vector>

/// Plans of sweeps that are refused, in tests/broken_plans, each with the whole of what is told.
namespace stepdown::tests {

[[nodiscard]] std::vector<std::string> broken_plans();
[[nodiscard]] std::vector<models::Diagnostic> found_in_broken_plan(const std::string& name);
[[nodiscard]] std::string path_of_broken_plan(const std::string& name,
                                              const std::string& extension);

/// Plans of calibrations that are refused, in tests/broken_calibrations, in the same way.
[[nodiscard]] std::vector<std::string> broken_calibrations();
[[nodiscard]] std::vector<models::Diagnostic> found_in_broken_calibration(const std::string& name);
[[nodiscard]] std::string path_of_broken_calibration(const std::string& name,
                                                     const std::string& extension);

/// What is told of arguments of the command line, which no file can show.
[[nodiscard]] std::vector<models::Diagnostic> found_in_factors(
    const std::vector<std::string>& factors);

/// What is told of a plan of more factors than Sobol's sequence has dimensions.
[[nodiscard]] std::vector<models::Diagnostic> found_in_too_many_factors();

}  // namespace stepdown::tests
