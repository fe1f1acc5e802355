#pragma once

#include <string>
#include <string_view>

namespace stepdown::analysis {

/// A visible line with colors for a terminal: `error:` and `warning:`, targets that are met or
/// missed, and the mark `!`. Only signs and words that are there anyway are colored, so nobody who
/// sees no colors misses anything; taken out again, the line is as it was.
[[nodiscard]] std::string in_colors(std::string_view line);

}  // namespace stepdown::analysis
