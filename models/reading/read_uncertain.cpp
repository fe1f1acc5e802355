#include "models/reading/read_uncertain.hpp"

#include "models/reading/csv_form.hpp"
#include "models/reading/key_table.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/read_csv.hpp"
#include "models/reading/read_sweep_law.hpp"
#include "models/reading/read_sweep_paths.hpp"
#include "models/reading/schema_sweep.hpp"
#include "models/reading/sweep_columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace stepdown::models {
namespace {

/// What stands in an input, but for the families of distributions.
struct WrittenInput {
  std::optional<Field> path;
  std::optional<Field> paths;
  std::optional<Field> dirichlet;
  Located<double> sum{1, {}};
  std::optional<Field> csv;
  std::optional<Field> columns;
  CsvForm form;
  std::string unit;
};

// clang-format off
constexpr auto input_keys = key_table<WrittenInput>({
    {"path", value::as_written<&WrittenInput::path>("text"), optional, "",
     "what of the scenario it sets, as `--set` does", "community.home.exits.relapse.probability"},
    {"paths", value::as_written<&WrittenInput::paths>("sweep_paths"), optional, "",
     "several that have the same number; of `dirichlet`, the shares", "[levels.iop.to.op, levels.iop.to.home]"},
    {"dirichlet", value::as_written<&WrittenInput::dirichlet>("sweep_counts"), optional, "",
     "how many were counted of each path: shares that sum to 1, as certain as that", "[60, 30, 10]"},
    {"sum", value::probability<&WrittenInput::sum>, optional, "1",
     "of the shares of `dirichlet`", "0.9"},
    {"csv", value::as_written<&WrittenInput::csv>("text"), optional, "",
     "draws made elsewhere, one a row, by path from this file", "posterior.csv"},
    {"columns", value::as_written<&WrittenInput::columns>("sweep_paths"), optional,
     "those called like a path",
     "of the file, and the paths that they set; behind a path may stand its unit, as ` (d)`",
     "{relapse: community.home.exits.relapse.probability}"},
    {"separator", value::inside<&WrittenInput::form, csv_separator>, optional, "as in the header",
     "between the columns of the file", "\";\""},
    {"decimal", value::inside<&WrittenInput::form, csv_decimal>, optional, ".",
     "mark in the numbers of the file", "\",\""},
    {"unit", value::text<&WrittenInput::unit>, optional, "none", "of numbers that have none", "d"},
});
// clang-format on

/// A column of a file of draws, what it sets, and the unit of its numbers.
struct DrawsColumn {
  std::string header;
  Located<std::string> path;
  std::string name;  ///< in tables
  std::string unit;
};

/// `levels.php.treatment_time.mean (d)`
std::optional<DrawsColumn> column_called(const std::string& text, const SourceLocation& at) {
  DrawsColumn column{text, {text, at}, text, {}};
  const std::size_t bracket = text.find(" (");
  if (bracket != std::string::npos && text.ends_with(')')) {
    column.unit = text.substr(bracket + 2, text.size() - bracket - 3);
    column.path.value = text.substr(0, bracket);
    column.name = column.path.value;
  }
  if (column.path.value.find('.') == std::string::npos) return std::nullopt;
  return column;
}

/// The columns that the author names, or those of the header that are called like paths.
std::vector<DrawsColumn> columns_of(Reading& reading,
                                    const WrittenInput& written,
                                    const std::string& text) {
  std::vector<DrawsColumn> columns;
  const auto& named = written.columns;
  if (named && (!named->is_map() || named->node->entries.empty())) {
    reading.expected(*named, "a mapping from columns to paths");
    return columns;
  }
  if (named) {
    for (const YamlNode::Entry& entry : named->node->entries) {
      const Field one = field_of(*named, entry);
      const auto path = read_text(reading, one, "a path of the scenario");
      if (!path) continue;
      auto column = column_called(path->value, path->at);
      if (!column) column = DrawsColumn{entry.key, *path, entry.key, {}};
      column->header = column->name = entry.key;
      columns.push_back(*std::move(column));
    }
    return columns;
  }
  const std::vector<std::string> header = csv_header(text, written.form.layout);
  for (const std::string& name : header)
    if (auto column = column_called(name, written.csv->at())) columns.push_back(*std::move(column));
  if (columns.empty())
    reading.error(Rule::NoColumnOfPath,
                  *written.csv,
                  fmt::format("expected a column that is called like a path of the scenario, got "
                              "{}; say beside 'csv' what each sets: 'columns: {{{}: ...}}'",
                              fmt::join(header, ", "),
                              header.empty() ? "" : header.front()));
  return columns;
}

/// The cells of a row as a level; nothing, and an error, when one is empty.
class RowReader {
 public:
  RowReader(Reading& reading, const WrittenInput& written, std::string file)
      : reading_{&reading}, written_{&written}, file_{std::move(file)} {}

  [[nodiscard]] std::optional<SweepLevel> read(const std::vector<DrawsColumn>& columns,
                                               const std::vector<std::vector<CsvCell>>& cells,
                                               std::size_t row) const {
    SweepLevel level;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const CsvCell& cell = cells[i][row];
      if (cell.text.empty()) {
        reading_->error(Rule::CsvNoValue,
                        {file_, cell.line, cell.column},
                        written_->csv->path,
                        "expected a value, got nothing");
        return std::nullopt;
      }
      YamlNode node;
      node.kind = YamlNode::Kind::Scalar;
      node.text = cell.text;
      if (written_->form.layout.decimal == ',') std::ranges::replace(node.text, ',', '.');
      const std::string& unit = columns[i].unit.empty() ? written_->unit : columns[i].unit;
      node = with_unit(std::move(node), unit);
      level.shown.push_back(node.text);
      level.sets.push_back(set_of(columns[i].path.value, node));
    }
    return level;
  }

 private:
  Reading* reading_;
  const WrittenInput* written_;
  std::string file_;
};

bool read_draws(Reading& reading, const WrittenInput& written, UncertainInput& input) {
  const auto name = read_text(reading, *written.csv, "the name of a file");
  std::string file;
  const std::string* const text =
      name && written.form.is_known ? reading.load_data_file(*written.csv, file) : nullptr;
  if (text == nullptr) return false;
  const std::vector<DrawsColumn> columns = columns_of(reading, written, *text);
  if (columns.empty()) return false;
  std::vector<std::string> headers;
  for (const DrawsColumn& column : columns) {
    headers.push_back(column.header);
    input.paths.push_back(column.path);
    input.columns.push_back({column.name, {}});
  }
  const auto cells = load_columns(reading, *written.csv, headers, written.form.layout, file);
  if (!cells) return false;
  const RowReader reader{reading, written, file};
  SweepDraws draws;
  for (std::size_t row = 0; row < cells->front().size(); ++row)
    if (auto level = reader.read(columns, *cells, row)) draws.rows.push_back(*std::move(level));
  if (draws.rows.empty())
    reading.error(Rule::CsvNoDraws, *written.csv, "expected rows below the header, got none");
  take_units(input.columns, draws.rows, nullptr);
  const bool are_all = !draws.rows.empty() && draws.rows.size() == cells->front().size();
  input.values = std::move(draws);
  return are_all;
}

bool read_dirichlet(Reading& reading, const WrittenInput& written, UncertainInput& input) {
  const Field& field = *written.dirichlet;
  constexpr double least = 0.1;  // of less, gamma variables are too small for numbers
  SweepDirichlet shares;
  shares.sum = written.sum.value;
  if (field.is_list())
    for (std::size_t i = 0; i < field.node->items.size(); ++i) {
      const auto count = read_number(reading, field_of(field, i), schema::expected_of("ratio"));
      if (count) shares.counts.push_back(count->value);
    }
  const bool are_read = field.is_list() && shares.counts.size() == field.node->items.size();
  if (field.is_list() && !are_read) return false;
  if (!are_read || shares.counts.size() != input.paths.size() || shares.counts.size() < 2 ||
      std::ranges::any_of(shares.counts, [](double count) { return !(count >= least); })) {
    reading.error(Rule::UnfitDirichlet,
                  field,
                  fmt::format("expected a count of at least 0.1 for each of 'paths', which are two "
                              "or more (such as '[60, 30, 10]'), got {}",
                              field.is_list() ? fmt::format("[{}]", fmt::join(shares.counts, ", "))
                                              : describe(*field.node)));
    return false;
  }
  input.values = std::move(shares);
  return true;
}

std::optional<Field> first_key(const WrittenInput& written, const WrittenLaw& law) {
  if (written.dirichlet) return written.dirichlet;
  if (written.csv) return written.csv;
  return law.is_there ? std::optional{law.at} : std::nullopt;
}

/// Exactly one of a distribution, `dirichlet` and `csv`, with what goes with it.
bool has_one_kind_of_draws(Reading& reading,
                           const Field& field,
                           const WrittenInput& written,
                           const WrittenLaw& law) {
  const auto first = first_key(written, law);
  if (!first) {
    reading.error(Rule::InputWithoutDraws,
                  field.key.at,
                  field.path,
                  "expected a distribution, 'dirichlet' or 'csv', got none of them");
    return false;
  }
  const auto refuse = [&](const std::optional<Field>& other) {
    if (!other) return false;
    reading.error(Rule::KeysConflict,
                  other->key.at,
                  other->path,
                  fmt::format("cannot stand beside '{}'; keep one of them", first->key.value));
    return true;
  };
  if (written.dirichlet && (refuse(written.csv) || (law.is_there && refuse(law.at)))) return false;
  if (written.csv &&
      ((law.is_there && refuse(law.at)) || refuse(written.path) || refuse(written.paths)))
    return false;
  return true;
}

/// Nothing is said of a file or of shares that are not there.
bool has_what_is_needed(SectionReader& section) {
  bool has_all = true;
  for (const auto& [key, other] : {std::pair{"sum", "dirichlet"},
                                   std::pair{"columns", "csv"},
                                   std::pair{"separator", "csv"},
                                   std::pair{"decimal", "csv"}}) {
    const auto field = section.find(key);
    if (!field || section.has(other)) continue;
    refuse_alone(section.reading(), *field, other);
    has_all = false;
  }
  return has_all;
}

std::optional<UncertainInput> read_input(Reading& reading, const Field& field) {
  SectionReader section{reading, field, schema::uncertain_input_section()};
  WrittenInput written;
  read_keys(section, input_keys, written);
  const WrittenLaw law = read_sweep_law(section, written.unit);
  const bool is_named = check_name(reading, field);
  if (!field.is_map()) return std::nullopt;
  const bool has_source =
      has_one_kind_of_draws(reading, field, written, law) && has_what_is_needed(section);
  if (!section.is_sound() || !is_named || !has_source) return std::nullopt;
  UncertainInput input;
  input.name = field.key;
  if (written.csv)
    return read_draws(reading, written, input) ? std::optional{std::move(input)} : std::nullopt;
  const auto paths = read_sweep_paths(reading, field, written.path, written.paths);
  if (!paths) return std::nullopt;
  input.paths = paths->paths;
  if (written.dirichlet) {
    for (const std::string& name : paths->names)
      input.columns.push_back({name, ""});
    return read_dirichlet(reading, written, input) ? std::optional{std::move(input)} : std::nullopt;
  }
  if (!law.value) return std::nullopt;
  input.columns.push_back({field.key.value, law.value->unit});
  input.values = *law.value;
  return input;
}

}  // namespace

std::span<const schema::Key> schema::uncertain_input_keys() {
  return input_keys.rows;
}

std::vector<UncertainInput> read_uncertain(Reading& reading,
                                           const Field& field,
                                           const BaseOf& base_of) {
  std::vector<UncertainInput> inputs;
  if (!field.is_map() || field.node->entries.empty()) {
    reading.expected(field, schema::expected_of("sweep_inputs"));
    return inputs;
  }
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field one = field_of(field, entry);
    auto input = read_input(reading, one);
    if (!input) continue;
    for (const Located<std::string>& path : input->paths)
      (void)base_of(path, one.path);
    inputs.push_back(*std::move(input));
  }
  return inputs;
}

}  // namespace stepdown::models
