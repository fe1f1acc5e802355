#pragma once

#include "tests/support/random/writer.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::tests {

/// Those of names that stand elsewhere: next states, conditions, what depends on attributes; and of
/// times, which may do so.
[[nodiscard]] std::span<const ValueWriter> reference_writers();

/// The names that stand for the key `<level>`, `<reason>` ... of a section.
[[nodiscard]] std::vector<std::string> free_names(Writer& writer,
                                                  std::string_view section,
                                                  std::string_view key);

/// Whether that key can be written: there is what it speaks of.
[[nodiscard]] bool is_possible(const Writer& writer,
                               std::string_view section,
                               std::string_view key);

/// Less intensive ones than the level that is written.
[[nodiscard]] std::vector<std::string> levels_below(const Writer& writer);

/// Whether what is written belongs to a pool.
[[nodiscard]] bool is_pool(const Writer& writer);

/// Some of the texts, in their order: one at least.
[[nodiscard]] std::vector<std::string> some_of(Choices& choices,
                                               const std::vector<std::string>& texts);

/// A time: a distribution that the reader accepts, if the writer's habit is to look.
[[nodiscard]] Written time_value(Writer& writer);

}  // namespace stepdown::tests
