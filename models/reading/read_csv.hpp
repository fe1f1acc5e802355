#pragma once

#include "models/reading/csv_column.hpp"
#include "models/reading/parsed.hpp"
#include "models/reading/reading.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Data files: how they are written, their columns, and numbers in them.
namespace stepdown::models {

/// `","`, `";"`, `"|"` or `tab`
[[nodiscard]] std::optional<char> read_separator(Reading& reading, const Field& field);
/// `"."` or `","`
[[nodiscard]] std::optional<char> read_decimal_mark(Reading& reading, const Field& field);

/// The columns of the file that `csv` names; nothing, and an error, when it cannot be read.
/// `path` becomes its name; a column `if_there` is the last, if there is one.
[[nodiscard]] std::optional<std::vector<std::vector<CsvCell>>> load_columns(
    Reading& reading,
    const Field& csv,
    const std::vector<std::string>& columns,
    const CsvLayout& layout,
    std::string& path,
    std::string_view if_there = {});

/// A length of time: a number of days, or a number with a unit.
[[nodiscard]] Parsed<double> parse_csv_time(std::string_view text, char decimal);

/// " and 41 more like it", or nothing when there is none.
[[nodiscard]] std::string and_more(std::size_t count);

}  // namespace stepdown::models
