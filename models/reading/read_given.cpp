#include "models/reading/read_given.hpp"

#include "models/reading/read_values.hpp"
#include "models/reading/schema.hpp"

namespace stepdown::models {
namespace {

/// `{php: 0.6, home: 0.4}`
Split read_plain_shares(Reading& reading, const Field& field, std::string_view type) {
  Split split;
  if (!field.is_map() || field.node->entries.empty()) {
    reading.expected(field, schema::expected_of(type));
    return split;
  }
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field share = field_of(field, entry);
    split.push_back({share.key, read_probability(reading, share).value_or(Located<double>{})});
  }
  return split;
}

}  // namespace

bool is_given(const Field& field) {
  return field.is_map() && find_entry(*field.node, "given") != nullptr;
}

Located<std::string> read_given_attribute(Reading& reading, const Field& field) {
  const Field given = field_of(field, *find_entry(*field.node, "given"));
  return read_text(reading, given, "an attribute").value_or(Located<std::string>{{}, given.at()});
}

Given<Located<double>> read_probability_by_attribute(Reading& reading, const Field& field) {
  return read_by_attribute<Located<double>>(reading, field, [&reading](const Field& plain) {
    return read_probability(reading, plain).value_or(Located<double>{});
  });
}

Given<Located<double>> read_duration_by_attribute(Reading& reading, const Field& field) {
  return read_by_attribute<Located<double>>(reading, field, [&reading](const Field& plain) {
    return read_duration(reading, plain).value_or(Located<double>{});
  });
}

Given<Split> read_split(Reading& reading, const Field& field) {
  return read_by_attribute<Split>(reading, field, [&reading](const Field& plain) {
    if (!plain.is_scalar()) return read_plain_shares(reading, plain, "split_by");
    const auto name = read_text(reading, plain, "a state");
    return name ? Split{{*name, {1, name->at}}} : Split{};
  });
}

Given<Split> read_shares(Reading& reading, const Field& field) {
  return read_by_attribute<Split>(reading, field, [&reading](const Field& plain) {
    return read_plain_shares(reading, plain, "shares_by");
  });
}

}  // namespace stepdown::models
