#pragma once

#include "models/reading/csv_column.hpp"
#include "models/reading/parsed.hpp"
#include "models/reading/reading.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

/// Lengths of time in the cells of a data file, one after another, and what is wrong with them. One
/// decimal mark that is not that of the file is one mistake, however many cells have it.
class CsvTimes {
 public:
  CsvTimes(Reading& reading, const Field& csv, std::string path, char decimal)
      : reading_{&reading}, csv_{&csv}, path_{std::move(path)}, decimal_{decimal} {}

  /// Days; nothing when the cell is refused.
  [[nodiscard]] std::optional<double> read(const CsvCell& cell);
  /// The mistake that all decimal commas are. The cells read must still be there.
  void tell_commas();
  [[nodiscard]] bool is_sound() const { return is_sound_; }

 private:
  void refuse(const CsvCell& cell, Parsed<double> time);

  Reading* reading_;
  const Field* csv_;
  std::string path_;
  char decimal_;
  const CsvCell* first_comma_ = nullptr;
  std::size_t commas_ = 0;
  bool is_sound_ = true;
};

/// " and 41 more like it", or nothing when there is none.
[[nodiscard]] std::string and_more(std::size_t count);

}  // namespace stepdown::models
