#pragma once

#include "models/calendar.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Readers of single values: nothing, and an error, when they are refused.
namespace stepdown::models {

/// Most places, batches, replications and the like; far above any use, far below overflow.
inline constexpr int largest_count = 10'000'000;

/// A length of time, perhaps in program days; `Reading` is told of those.
[[nodiscard]] Parsed<double> duration_in(Reading& reading, std::string_view text);
[[nodiscard]] std::optional<Located<double>> read_duration(Reading& reading, const Field& field);
[[nodiscard]] std::optional<Located<double>> read_rate(Reading& reading, const Field& field);
[[nodiscard]] std::optional<Located<double>> read_signed_rate(Reading& reading, const Field& field);
[[nodiscard]] std::optional<Located<double>> read_probability(Reading& reading, const Field& field);
[[nodiscard]] std::optional<Located<double>> read_number(Reading& reading,
                                                         const Field& field,
                                                         std::string_view expected);
/// A number that the schema calls by `type`, within its bounds.
[[nodiscard]] std::optional<Located<double>> read_within(
    Reading& reading, const Field& field, std::string_view type, double low, double high);
[[nodiscard]] std::optional<Located<Date>> read_date(Reading& reading, const Field& field);
/// The key of the field as a date.
[[nodiscard]] std::optional<Located<Date>> read_date_key(Reading& reading, const Field& field);
[[nodiscard]] std::optional<Located<std::uint64_t>> read_whole(Reading& reading,
                                                               const Field& field,
                                                               std::uint64_t low,
                                                               std::uint64_t high);
template <int low>
[[nodiscard]] std::optional<Located<int>> read_count(Reading& reading, const Field& field) {
  const auto value = read_whole(reading, field, low, largest_count);
  if (!value) return std::nullopt;
  return Located<int>{static_cast<int>(value->value), value->at};
}
/// A number above 0.
[[nodiscard]] std::optional<Located<double>> read_ratio(Reading& reading, const Field& field);
/// A number of at least 0.
[[nodiscard]] std::optional<Located<double>> read_weight(Reading& reading, const Field& field);
[[nodiscard]] std::optional<bool> read_boolean(Reading& reading, const Field& field);
[[nodiscard]] std::optional<Located<std::string>> read_text(Reading& reading,
                                                            const Field& field,
                                                            std::string_view expected);
[[nodiscard]] std::optional<Located<std::string>> read_free_text(Reading& reading,
                                                                 const Field& field);
/// A list of names, each of them `what`; one that is refused is there as empty text.
[[nodiscard]] std::vector<Located<std::string>> read_names(Reading& reading,
                                                           const Field& field,
                                                           std::string_view expected,
                                                           std::string_view what);

/// A name, or a list of names, each of them `what`.
[[nodiscard]] std::vector<Located<std::string>> read_name_or_names(Reading& reading,
                                                                   const Field& field,
                                                                   std::string_view what);

/// Whether `name` is well formed; reports it (at the key of `field`) otherwise.
bool check_name(Reading& reading, const Field& field);

}  // namespace stepdown::models
