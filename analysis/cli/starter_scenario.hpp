#pragma once

#include <string_view>

namespace stepdown::analysis {

/// A small scenario with comments, for `init`: what a newcomer changes first.
[[nodiscard]] std::string_view starter_scenario();

}  // namespace stepdown::analysis
