#include "models/reading/read_attributes.hpp"

#include "models/history.hpp"
#include "models/reading/key_table.hpp"
#include "models/reading/read_given.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stepdown::models {
namespace {

/// The values that have a share in any case, each once, in the order written.
void gather_values(const Given<Split>& shares, std::vector<Located<std::string>>& values) {
  if (shares.plain)
    for (const Share& share : *shares.plain)
      if (std::ranges::find(values, share.name.value, &Located<std::string>::value) == values.end())
        values.push_back(share.name);
  for (const auto& each : shares.cases)
    gather_values(each.value, values);
}

std::vector<std::string> texts(const std::vector<Located<std::string>>& values) {
  std::vector<std::string> result;
  for (const auto& value : values)
    result.push_back(value.value);
  return result;
}

void read_attribute(Reading& reading, const Field& field, std::vector<Attribute>& attributes) {
  if (find_history(field.key.value) != nullptr)
    reading.error(field.key.at,
                  field.path,
                  fmt::format("expected a name of yours, got '{}', which is a piece of history",
                              field.key.value));
  Attribute attribute;
  attribute.name = field.key;
  attribute.shares = read_split(reading, field, {"a value", nullptr, true});
  gather_values(attribute.shares, attribute.values);
  attributes.push_back(std::move(attribute));
}

void read_attribute_of_source(Reading& reading, const Field& field, std::vector<Attribute>& mix) {
  const auto known = std::ranges::find(
      reading.attributes, field.key.value, [](const Attribute& other) { return other.name.value; });
  if (known == reading.attributes.end()) {
    reading.error(field.key.at,
                  field.path,
                  fmt::format("expected an attribute, got {}{}",
                              in_quotes(field.key.value),
                              reading.suggestion(field.key.value, reading.names.attributes)));
    return;
  }
  // Only attributes declared before this one may be given.
  std::vector<Attribute> later{known, reading.attributes.end()};
  const std::vector<std::string> values = texts(known->values);
  Attribute attribute{field.key, known->values, {}};
  reading.attributes.erase(known, reading.attributes.end());
  attribute.shares = read_split(reading, field, {"a value", &values, true});
  reading.attributes.insert(reading.attributes.end(), later.begin(), later.end());
  mix.push_back(std::move(attribute));
}

// clang-format off
constexpr auto attributes_keys = key_table<std::vector<Attribute>>({
    {"<attribute>", value::by<read_attribute>("shares_by"), optional, "",
     "share of each value; sum to 1", "{alcohol: 0.4, opioid: 0.6}"},
});

constexpr auto source_attributes_keys = key_table<std::vector<Attribute>>({
    {"<attribute>", value::by<read_attribute_of_source>("shares_by"), optional, "",
     "share of each value; sum to 1", "{opioid: 1}"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::attributes_section{
    "attributes",
    "attributes",
    "Kinds of people; one may be `given` an earlier one.",
    attributes_keys.rows,
    ""};

constinit const schema::Section schema::source_attributes_section{
    "source_attributes",
    "arrivals.<source>.attributes",
    "Shares of this source instead of the general ones.",
    source_attributes_keys.rows,
    ""};

void read_attributes(Reading& reading, const Field& field) {
  SectionReader section{reading, field, schema::attributes_section};
  read_keys(section, attributes_keys, reading.attributes);
}

std::vector<Attribute> read_mix(Reading& reading, const Field& field) {
  return read_section(reading, field, schema::source_attributes_section, source_attributes_keys);
}

}  // namespace stepdown::models
