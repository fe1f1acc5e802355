#pragma once

namespace stepdown::analysis {

/// Of the program; a test keeps it equal to the one in CMakeLists.txt.
inline constexpr const char* version = "0.1.0";

}  // namespace stepdown::analysis
