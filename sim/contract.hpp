#pragma once

#include <source_location>
#include <stdexcept>
#include <string_view>

namespace stepdown::sim {

/// A promise between two parts of this program was broken: a defect of the program, not of its
/// input.
///
/// `what()` reads `file:line: broken promise: <text>`.
class ContractViolation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws `ContractViolation`; kept out of line so that callers of `expects` stay small.
[[noreturn]] void fail_contract(std::string_view promise, const std::source_location& where);

/// Checks a promise, in every build.
///
/// @param promise  what should be true, as a clause: "places are not negative"
/// @throws ContractViolation when `condition` is false.
///
/// Costs one well predicted branch, so it may stand in a hot loop.
constexpr void expects(bool condition,
                       std::string_view promise,
                       const std::source_location& where = std::source_location::current()) {
  if (!condition) [[unlikely]]
    fail_contract(promise, where);
}

}  // namespace stepdown::sim
