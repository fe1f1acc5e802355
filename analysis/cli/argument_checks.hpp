#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>

namespace stepdown::analysis {

/// Refuses what is not a whole number from `low` to `high` in digits only, as a scenario has it.
///
/// CLI11's own conversion reads `0x10` as 16 and `010` as 8, and turns a number that does not fit
/// into the nearest one that does.
[[nodiscard]] CLI::Validator is_whole_number(std::uint64_t low, std::uint64_t high);

/// Refuses an empty text, which the commands would take for an option that was not given.
/// @param expected  what to write, for the message
[[nodiscard]] CLI::Validator is_not_empty(const std::string& expected);

}  // namespace stepdown::analysis
