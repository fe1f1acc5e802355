#include "models/reading/family_values.hpp"

#include "sim/contract.hpp"

#include <fmt/format.h>

namespace stepdown::models {
namespace {

using Numbers = std::optional<std::vector<double>>;

Numbers one(const std::optional<Located<double>>& value) {
  if (!value) return std::nullopt;
  return std::vector<double>{value->value};
}

template <class ReadOne>
Numbers read_list(Reading& reading,
                  const Field& field,
                  std::string_view type,
                  const ReadOne& read_one) {
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

Numbers read_value(SectionReader& section, const schema::Key& key) {
  Reading& reading = section.reading();
  if (key.type == "duration") return one(section.duration(key.name));
  if (key.type == "ratio") return one(section.ratio(key.name));
  if (key.type == "probability") return one(section.probability(key.name));
  if (key.type == "count") {
    const auto count = section.count(key.name, 1);
    if (!count) return std::nullopt;
    return std::vector<double>{static_cast<double>(count->value)};
  }
  const auto field = section.find(key.name);
  if (!field) return std::nullopt;
  if (key.type == "quantiles") return read_quantiles(reading, *field);
  if (key.type == "durations") return read_list(reading, *field, key.type, read_duration);
  if (key.type == "rates") return read_list(reading, *field, key.type, read_rate);
  if (key.type == "probabilities") return read_list(reading, *field, key.type, read_probability);
  sim::expects(key.type == "weights", "each parameter of a family has a type known here");
  return read_list(reading, *field, key.type, read_weight);
}

}  // namespace

std::optional<FamilyValues> FamilyValues::read(Reading& reading,
                                               const Field& field,
                                               std::string_view family) {
  FamilyValues values;
  SectionReader section{reading, field, family};
  bool is_sound = section.is_sound();
  for (const schema::Key& key : schema::find_section(family)->keys) {
    if (!section.has(key.name) || key.type == "text") continue;
    if (auto numbers = read_value(section, key))
      values.values_.emplace(key.name, *std::move(numbers));
    else
      is_sound = false;
  }
  if (!is_sound) return std::nullopt;
  return values;
}

}  // namespace stepdown::models
