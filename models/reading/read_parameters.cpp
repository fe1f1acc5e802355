#include "models/reading/read_parameters.hpp"

#include "models/diagnostics/sum_problem.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/read_csv.hpp"
#include "models/reading/read_values.hpp"
#include "models/reading/schema.hpp"
#include "models/reading/section_reader.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace stepdown::models {
namespace {

using sim::Parameter;
using sim::Quantity;
using Numbers = std::optional<std::vector<double>>;
using ReadOne = std::optional<Located<double>> (*)(Reading&, const Field&);

template <class T>
Numbers one(const std::optional<Located<T>>& value) {
  if (!value) return std::nullopt;
  return std::vector<double>{static_cast<double>(value->value)};
}

Numbers read_list(Reading& reading, const Field& field, std::string_view type, ReadOne read_one) {
  if (!field.is_list() || (field.node->items.empty() && type != "probabilities")) {
    reading.expected(field, schema::expected_of(type));
    return std::nullopt;
  }
  std::vector<double> values;
  for (std::size_t i = 0; i < field.node->items.size(); ++i)
    if (const auto value = read_one(reading, field_of(field, i))) values.push_back(value->value);
  if (values.size() != field.node->items.size()) return std::nullopt;
  return values;
}

/// `{0.5: 24 d, 0.9: 60 d}` as 0.5, 24, 0.9, 60.
Numbers read_quantiles(Reading& reading, const Field& field) {
  if (!field.is_map() || field.node->entries.size() != 2) {
    reading.expected(field, schema::expected_of("quantiles"));
    return std::nullopt;
  }
  std::vector<double> points;
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field point = field_of(field, entry);
    const Parsed<double> share = parse_number(entry.key);
    const auto time = read_duration(reading, point);
    if (!share.value || *share.value <= 0 || *share.value >= 1) {
      reading.error(
          Rule::OutOfRange,
          point.key.at,
          point.path,
          fmt::format("expected a share above 0 and below 1, got {}", in_quotes(entry.key)));
    } else if (time) {
      points.push_back(*share.value);
      points.push_back(time->value);
    }
  }
  if (points.size() != 4) return std::nullopt;
  return points;
}

/// The times in a column of a CSV file, which are numbers of days or have units.
Numbers read_csv_times(Reading& reading,
                       const Field& csv,
                       const std::optional<Located<std::string>>& column,
                       const CsvLayout& layout) {
  if (!column) return std::nullopt;
  std::string path;
  const auto columns = load_columns(reading, csv, {column->value}, layout, path);
  if (!columns) return std::nullopt;
  CsvTimes times{reading, csv, path, layout.decimal};
  std::vector<double> values;
  for (const CsvCell& cell : columns->front())
    if (const auto time = times.read(cell)) values.push_back(*time);
  times.tell_commas();
  if (!times.is_sound()) return std::nullopt;
  return values;
}

/// How the file is written, by the parameters that say so.
CsvLayout read_layout(SectionReader& section, const sim::Declaration& declaration) {
  CsvLayout layout;
  for (const Parameter& parameter : declaration.parameters) {
    const bool is_separator = parameter.kind == Quantity::Separator;
    if (!is_separator && parameter.kind != Quantity::DecimalMark) continue;
    const auto field = section.find(parameter.name);
    if (!field) continue;
    const auto mark = is_separator ? read_separator(section.reading(), *field)
                                   : read_decimal_mark(section.reading(), *field);
    if (mark && is_separator) layout.separator = *mark;
    if (mark && !is_separator) layout.decimal = *mark;
    if (!mark) section.refuse();
  }
  return layout;
}

/// The parameter that holds the column of a file.
const Parameter& column_of(const sim::Declaration& declaration) {
  for (const Parameter& parameter : declaration.parameters)
    if (parameter.kind == Quantity::Column) return parameter;
  sim::expects(false, "a family that takes a file takes a column");
  return declaration.parameters.front();
}

Numbers read_value(SectionReader& section,
                   const Parameter& parameter,
                   const sim::Declaration& declaration) {
  Reading& reading = section.reading();
  const std::string_view name = parameter.name;
  const std::string_view type = type_of(parameter.kind);
  const auto list = [&](ReadOne read_one) -> Numbers {
    const auto field = section.find(name);
    return field ? read_list(reading, *field, type, read_one) : std::nullopt;
  };
  switch (parameter.kind) {
    case Quantity::Time:
      return one(section.duration(name));
    case Quantity::Rate:
      return one(read_rate(reading, *section.find(name)));
    case Quantity::SignedRate:
      return one(read_signed_rate(reading, *section.find(name)));
    case Quantity::Number:
      return one(read_number(reading, *section.find(name), schema::expected_of(type)));
    case Quantity::Ratio:
      return one(section.ratio(name));
    case Quantity::Count:
      return one(section.count(name, 1));
    case Quantity::Share:
      return one(section.probability(name));
    case Quantity::Times:
      return list(read_duration);
    case Quantity::Rates:
      return list(read_rate);
    case Quantity::Probabilities:
    case Quantity::Shares:
      return list(read_probability);
    case Quantity::Weights:
      return list(read_weight);
    case Quantity::Quantiles:
      return read_quantiles(reading, *section.find(name));
    case Quantity::File: {
      const auto column = section.text(column_of(declaration).name);
      const CsvLayout layout = read_layout(section, declaration);
      if (!section.is_sound()) return std::nullopt;
      return read_csv_times(reading, *section.find(name), column, layout);
    }
    case Quantity::Column:
    case Quantity::Separator:
    case Quantity::DecimalMark:
      return std::vector<double>{};  // read with its file
    case Quantity::Distribution:
      break;
  }
  sim::expects(false, "a distribution is a parameter of parts only");
  return std::nullopt;
}

}  // namespace

std::string_view type_of(sim::Quantity kind) {
  switch (kind) {
    case Quantity::Time:
      return "duration";
    case Quantity::Rate:
      return "rate";
    case Quantity::SignedRate:
      return "signed_rate";
    case Quantity::Number:
      return "number";
    case Quantity::Ratio:
      return "ratio";
    case Quantity::Count:
      return "count";
    case Quantity::Share:
      return "probability";
    case Quantity::Times:
      return "durations";
    case Quantity::Rates:
      return "rates";
    case Quantity::Probabilities:
    case Quantity::Shares:
      return "probabilities";
    case Quantity::Weights:
      return "weights";
    case Quantity::Quantiles:
      return "quantiles";
    case Quantity::File:
    case Quantity::Column:
      return "text";
    case Quantity::Separator:
      return "separator";
    case Quantity::DecimalMark:
      return "decimal_mark";
    case Quantity::Distribution:
      return "distribution";
  }
  return {};
}

std::optional<sim::ParameterValues> read_parameters(Reading& reading,
                                                    const Field& field,
                                                    const sim::Declaration& declaration) {
  sim::ParameterValues values;
  SectionReader section{reading, field, declaration.name};
  bool is_sound = section.is_sound();
  std::string problem;
  for (const Parameter& parameter : declaration.parameters) {
    if (!section.has(parameter.name)) continue;
    auto numbers = read_value(section, parameter, declaration);
    if (!numbers) {
      is_sound = false;
      continue;
    }
    if (parameter.kind == Quantity::Shares && problem.empty())
      problem = sum_problem(std::accumulate(numbers->begin(), numbers->end(), 0.0), parameter.name);
    values.add(parameter.name, *std::move(numbers));
  }
  if (is_sound && !problem.empty()) reading.error(Rule::PartsDoNotSum, field, std::move(problem));
  if (!is_sound || !problem.empty()) return std::nullopt;
  return values;
}

}  // namespace stepdown::models
