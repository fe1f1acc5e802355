#pragma once

#include "tests/architecture/source_text.hpp"

#include <string>
#include <vector>

namespace stepdown::tests {

/// Broken rules, each as `path:line: what is wrong`.
using Violations = std::vector<std::string>;

/// The violations one a line; empty if there are none.
[[nodiscard]] std::string listing(const Violations& violations);

/// Includes of our own files that go from one room to another that is not open to it, or that are
/// not written as a full path from the root. The tests may include everything.
[[nodiscard]] Violations bent_includes(const std::vector<SourceFile>& files);

/// Rooms that are open to one that does not come after them: with none, no include can go upward,
/// and no two rooms can include each other.
[[nodiscard]] Violations bent_rooms();

/// Includes of outside libraries elsewhere than through the library's one door, and includes of
/// libraries that have none. The tests may use everything.
[[nodiscard]] Violations wrong_doors(const std::vector<SourceFile>& files);

}  // namespace stepdown::tests
