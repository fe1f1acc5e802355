#pragma once

#include "models/diagnostics/diagnostics.hpp"

#include <string>
#include <vector>

/// The scenarios of tests/broken_scenarios, each with a mistake and the whole message it must get.
namespace stepdown::tests {

/// The names of all of them, without `.yaml`, in alphabetical order.
[[nodiscard]] std::vector<std::string> broken_scenarios();

/// What reading and compiling tell of `x.yaml`, with the arguments of `x.sets` if there are any.
/// Files are named from the folder, so that it does not depend on where the tests run.
[[nodiscard]] std::vector<models::Diagnostic> found_in_broken(const std::string& name);

/// Where the whole message stands, and its text.
[[nodiscard]] std::string expected_path(const std::string& name);
[[nodiscard]] std::string expected_text(const std::string& name);

}  // namespace stepdown::tests
