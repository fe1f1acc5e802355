#pragma once

#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"
#include "models/scenario.hpp"

#include <string_view>

namespace stepdown::models {

/// Whether the value is of the form `{given: attribute, value: ..., value: ...}`.
[[nodiscard]] bool is_given(const Field& field);

/// The attribute that a value is `given`; empty text when it is refused.
[[nodiscard]] Located<std::string> read_given_attribute(Reading& reading, const Field& field);

/// A value that may be `given` an attribute, and in each case given another one.
/// `read_plain` turns a field into a T.
template <class T, class ReadPlain>
Given<T> read_by_attribute(Reading& reading, const Field& field, const ReadPlain& read_plain) {
  Given<T> result;
  result.at = field.at();
  if (!is_given(field)) {
    result.plain = read_plain(field);
    return result;
  }
  result.attribute = read_given_attribute(reading, field);
  for (const YamlNode::Entry& entry : field.node->entries) {
    if (entry.key == "given") continue;
    const Field each = field_of(field, entry);
    result.cases.push_back({each.key, read_by_attribute<T>(reading, each, read_plain)});
  }
  return result;
}

/// A probability, perhaps `given` an attribute.
[[nodiscard]] Given<Located<double>> read_probability_by_attribute(Reading& reading,
                                                                   const Field& field);

/// A length of time, perhaps `given` an attribute.
[[nodiscard]] Given<Located<double>> read_duration_by_attribute(Reading& reading,
                                                                const Field& field);

/// One name, or shares, perhaps `given` an attribute: next states.
[[nodiscard]] Given<Split> read_split(Reading& reading, const Field& field);

/// Shares of names, perhaps `given` an attribute: values of an attribute.
[[nodiscard]] Given<Split> read_shares(Reading& reading, const Field& field);

}  // namespace stepdown::models
