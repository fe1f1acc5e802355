#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// A system with a closed form or an exact solution, as a scenario.
struct VerificationSystem {
  std::string_view name;   ///< "Erlang loss, lognormal stays"
  std::string_view shows;  ///< what would be wrong if it failed
  std::string_view yaml;
  std::vector<std::string> sets = {};  ///< path=value, as with `--set`
};

/// The shipped ones.
[[nodiscard]] const std::vector<VerificationSystem>& verification_systems();

}  // namespace stepdown::analysis
