#pragma once

#include "models/reading/csv_column.hpp"
#include "models/reading/date_text.hpp"
#include "models/reading/key_table.hpp"

namespace stepdown::models {

/// How a data file is written, as its author says beside `csv`.
struct CsvForm {
  CsvLayout layout;
  DateFormat dates;
  bool is_known = true;  ///< none of it was refused
};

void read_csv_separator(Reading& reading, const Field& field, CsvForm& form);
void read_csv_decimal(Reading& reading, const Field& field, CsvForm& form);
void read_csv_date_format(Reading& reading, const Field& field, CsvForm& form);

/// The values of those keys, for `value::inside`.
inline constexpr ValueOf<CsvForm> csv_separator = value::by<read_csv_separator>("separator");
inline constexpr ValueOf<CsvForm> csv_decimal = value::by<read_csv_decimal>("decimal_mark");
inline constexpr ValueOf<CsvForm> csv_date_format = value::by<read_csv_date_format>("date_format");

}  // namespace stepdown::models
