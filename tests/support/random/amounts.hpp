#pragma once

#include "tests/support/random/writer.hpp"

#include <span>
#include <string>
#include <vector>

namespace stepdown::tests {

/// Those of numbers and quantities, single and in lists, of dates, and of words to choose from.
[[nodiscard]] std::span<const ValueWriter> amount_writers();

/// From half a day to two months; now and then at the edge.
[[nodiscard]] std::string duration_text(Writer& writer);

/// So many shares that sum to 1.
[[nodiscard]] std::vector<std::string> shares(Choices& choices, int count);

/// "2026-02-20", within some months from the start.
[[nodiscard]] std::string date_text(Writer& writer, int earliest_day);

}  // namespace stepdown::tests
