#pragma once

#include "tests/architecture/source_text.hpp"

#include <string>
#include <vector>

namespace stepdown::tests {

/// Broken rules, each as `path:line: what is wrong`.
using Violations = std::vector<std::string>;

/// The violations one a line; empty if there are none.
[[nodiscard]] std::string listing(const Violations& violations);

/// Includes of our own files that go against the arrow `sim` <- `models` <- `analysis`, that are
/// not written as a full path from the root, or that reach from outside into the command line.
[[nodiscard]] Violations bent_includes(const std::vector<SourceFile>& files);

/// Includes of outside libraries elsewhere than through the library's one door, and includes of
/// libraries that have none. The tests may use everything.
[[nodiscard]] Violations wrong_doors(const std::vector<SourceFile>& files);

}  // namespace stepdown::tests
