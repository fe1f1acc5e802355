#pragma once

#include "tests/architecture/include_rules.hpp"
#include "tests/architecture/source_text.hpp"

#include <string_view>
#include <vector>

namespace stepdown::tests {

/// What models/ADDING.md says that the tree does not bear out.
///
/// The guide is read as follows. A heading `## A counter: 2 files` begins a recipe with so many
/// steps. A step is a numbered line (`1. ...`) with the lines that are indented below it; the first
/// words in back quotes are a file, and every other word in back quotes must stand in that file.
[[nodiscard]] Violations stale_recipes(std::string_view guide,
                                       const std::vector<SourceFile>& files);

}  // namespace stepdown::tests
