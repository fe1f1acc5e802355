#include "models/reading/csv_form.hpp"

#include "models/reading/read_csv.hpp"
#include "models/reading/read_csv_dates.hpp"

namespace stepdown::models {
namespace {

/// Puts what was read where it belongs.
template <class Value, class Place>
void keep(const std::optional<Value>& value, Place& place, CsvForm& form) {
  if (value)
    place = *value;
  else
    form.is_known = false;
}

}  // namespace

void read_csv_separator(Reading& reading, const Field& field, CsvForm& form) {
  keep(read_separator(reading, field), form.layout.separator, form);
}

void read_csv_decimal(Reading& reading, const Field& field, CsvForm& form) {
  keep(read_decimal_mark(reading, field), form.layout.decimal, form);
}

void read_csv_date_format(Reading& reading, const Field& field, CsvForm& form) {
  keep(read_date_format(reading, field), form.dates, form);
}

}  // namespace stepdown::models
