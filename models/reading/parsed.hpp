#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/diagnostics/rule.hpp"
#include "models/text/look_alikes.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

namespace stepdown::models {

/// A value read from text, or the reason why it is none: "expected a number, got 'x'; <hint>".
template <class T>
struct Parsed {
  std::optional<T> value;
  std::string problem;
  Rule rule = Rule::BadNumber;  ///< that the text breaks
  std::string hint{};           ///< the end of the problem: "; write 7 d", or nothing
};

/// What is wrong with a text, and what may help.
struct Mistake {
  Rule rule = Rule::BadNumber;
  std::string_view hint;
};

template <class T>
Parsed<T> failure(std::string_view expected, std::string_view text, const Mistake& mistake) {
  std::string hint = look_alike_hint(text);
  const Rule rule = hint.empty() ? mistake.rule : Rule::LookAlike;
  if (hint.empty() && !mistake.hint.empty()) hint = fmt::format("; {}", mistake.hint);
  return {std::nullopt,
          fmt::format("expected {}, got {}{}", expected, in_quotes(text), hint),
          rule,
          hint};
}

template <class T>
Parsed<T> out_of_range(std::string_view expected, std::string_view text) {
  return failure<T>(expected, text, {Rule::OutOfRange, {}});
}

}  // namespace stepdown::models
