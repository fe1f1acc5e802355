#include "analysis/report/inputs_csv.hpp"

#include "analysis/report/tables.hpp"

#include <array>
#include <cstdint>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 7> columns_of_inputs{{
    {"path", "-", "where it stands in the scenario, as `--set` takes it"},
    {"value", "see unit", "as it was written; of a quantity the number"},
    {"unit", "-", "of a quantity (`14 d`, `42 /wk`); empty: a number of its own, or no number"},
    {"source",
     "-",
     "what the scenario says of where the value comes from, or of what is assumed; empty: nothing"},
    {"confidence",
     "-",
     "read: as it is in the source; derived: computed from what was read; assumption: it has no "
     "source; none: the scenario says nothing"},
    {"file", "-", "in which it was written; command line: by `--set` and the like"},
    {"line", "-", "of that file, from 1; on the command line which of the values set"},
}};

}  // namespace

std::span<const Column> inputs_columns() {
  return columns_of_inputs;
}

void write_inputs(std::span<const models::Input> inputs, CsvWriter& csv) {
  for (const models::Input& input : inputs) {
    csv.text(input.path);
    if (input.is_number)
      csv.ready(input.value, 1);  // a minus is no formula
    else
      csv.text(input.value);
    csv.text(input.unit).text(input.said).text(name_of(input.confidence));
    csv.text(input.at.file == models::set_file ? "command line" : std::string_view{input.at.file});
    csv.number(static_cast<std::int64_t>(input.at.line)).end_row();
  }
}

std::string_view name_of(models::Confidence confidence) {
  switch (confidence) {
    case models::Confidence::Read:
      return "read";
    case models::Confidence::Derived:
      return "derived";
    case models::Confidence::Assumption:
      return "assumption";
    case models::Confidence::None:
      return "none";
  }
  return {};
}

Table inputs_table() {
  const auto write = [](const Report& report, const TextSink& sink) {
    CsvWriter csv(columns_of_inputs, sink);
    write_inputs(report.inputs, csv);
    csv.finish();
  };
  Table table{
      inputs_file, inputs_meaning, {columns_of_inputs.begin(), columns_of_inputs.end()}, write};
  table.is_written = [](const Report& report) { return !report.inputs.empty(); };
  return table;
}

}  // namespace stepdown::analysis
