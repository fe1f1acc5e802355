#include "models/reading/read_attributes.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/read_given.hpp"

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

/// Values have names of their author, so they must be names.
void check_value_names(Reading& reading, const Field& field) {
  if (!field.is_map()) return;
  const bool has_cases = is_given(field);
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field each = field_of(field, entry);
    if (!has_cases)
      check_name(reading, each);
    else if (entry.key != "given")
      check_value_names(reading, each);
  }
}

void read_attribute(Reading& reading, const Field& field, std::vector<Attribute>& attributes) {
  Attribute attribute;
  attribute.name = field.key;
  attribute.shares = read_shares(reading, field);
  check_value_names(reading, field);
  gather_values(attribute.shares, attribute.values);
  attributes.push_back(std::move(attribute));
}

/// The values are those that the attribute has in general.
void read_attribute_of_source(Reading& reading, const Field& field, std::vector<Attribute>& mix) {
  mix.push_back({field.key, {}, read_shares(reading, field)});
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

std::vector<Attribute> read_attributes(Reading& reading, const Field& field) {
  return read_section(reading, field, schema::attributes_section, attributes_keys);
}

std::vector<Attribute> read_mix(Reading& reading, const Field& field) {
  return read_section(reading, field, schema::source_attributes_section, source_attributes_keys);
}

}  // namespace stepdown::models
