#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stepdown::models {

/// Fewest single-letter changes (insert, delete, replace, swap neighbors) that turn `a` into `b`.
/// Optimal string alignment; O(length x length).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known name that the author probably meant: at most 2 changes away (1 for names of up to 4
/// letters), the nearest, the first among equals; nothing when none is that near. Capitals do not
/// count: of a name that differs in nothing else, that one.
[[nodiscard]] std::optional<std::string> nearest_name(std::string_view written,
                                                      std::span<const std::string> known);

/// `; did you mean 'places'?`, or nothing, to end a message with. A look-alike in it is named.
[[nodiscard]] std::string did_you_mean(std::string_view written,
                                       std::span<const std::string> known);

/// The same; or, when none is near and they are few, `; known: a, b`.
[[nodiscard]] std::string name_suggestion(std::string_view written,
                                          std::span<const std::string> known);

}  // namespace stepdown::models
