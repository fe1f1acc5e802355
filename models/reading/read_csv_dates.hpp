#pragma once

#include "models/reading/csv_column.hpp"
#include "models/reading/date_text.hpp"
#include "models/reading/reading.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace stepdown::models {

/// `m/d/y`; nothing, and an error, when it is none.
[[nodiscard]] std::optional<DateFormat> read_date_format(Reading& reading, const Field& field);

/// Dates in the cells of a data file, one after another, and what is wrong with them. Dates that
/// are written in another way are told together.
class CsvDates {
 public:
  CsvDates(Reading& reading, const Field& csv, std::string path, DateFormat format)
      : reading_{&reading}, csv_{&csv}, path_{std::move(path)}, format_{std::move(format)} {}

  /// Days from the start to the moment in a cell, negative before; nothing when it is refused.
  [[nodiscard]] std::optional<double> read(const CsvCell& cell);
  /// The mistake that all dates of another format are. The cells read must still be there.
  void tell_other_formats();

 private:
  void refuse(const CsvCell& cell, const Parsed<double>& moment);
  void error(Rule rule, const CsvCell& cell, std::string message);

  Reading* reading_;
  const Field* csv_;
  std::string path_;
  DateFormat format_;
  const CsvCell* first_other_ = nullptr;
  std::size_t others_ = 0;
  std::vector<std::string> formats_;  ///< that all of these dates may have
};

}  // namespace stepdown::models
