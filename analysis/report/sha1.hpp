#pragma once

#include <string>
#include <string_view>

namespace stepdown::analysis {

/// SHA-1 of `text` as 40 hexadecimal digits, the same as `sha1sum` prints. To recognize a scenario
/// again, not to defend against a forger.
[[nodiscard]] std::string sha1(std::string_view text);

}  // namespace stepdown::analysis
