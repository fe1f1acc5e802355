#pragma once

#include "models/reading/parsed.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace stepdown::models {

/// A decimal, finite number, as in `0.5`, `12` or `1e-3`; no octal, hexadecimal or `.inf`.
/// `expected` names what was wanted, for the message.
[[nodiscard]] Parsed<double> parse_number(std::string_view text,
                                          std::string_view expected = "a number");

/// A whole number from `low` to `high`, written in digits only.
[[nodiscard]] Parsed<std::uint64_t> parse_whole(std::string_view text,
                                                std::uint64_t low,
                                                std::uint64_t high);

/// A number from 0 to 1.
[[nodiscard]] Parsed<double> parse_probability(std::string_view text);

/// Text that may begin with a number.
struct Leading {
  std::optional<double> number;
  std::string_view rest;
  Mistake mistake;
};

/// A number at the front of a text, and what follows it; or why there is none.
[[nodiscard]] Leading leading_number(std::string_view text);
/// Not of a text that is gone when `rest` is read.
template <typename Text>
  requires std::same_as<std::remove_const_t<Text>, std::string>
Leading leading_number(Text&& text) = delete;

/// The text without spaces before and after it.
[[nodiscard]] std::string_view without_spaces(std::string_view text);

}  // namespace stepdown::models
