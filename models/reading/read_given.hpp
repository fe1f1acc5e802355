#pragma once

#include "models/reading/reading.hpp"
#include "models/scenario.hpp"

#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {

/// Whether the value is of the form `{given: attribute, value: ..., value: ...}`.
[[nodiscard]] bool is_given(const Field& field);

/// The attribute of a `given`, one that was declared before and is not given already; reports
/// otherwise.
[[nodiscard]] const Attribute* read_given_attribute(Reading& reading,
                                                    const Field& field,
                                                    const std::vector<std::string>& given_above);

/// The cases of a `given` that name a value of the attribute; unknown and missing values are
/// reported.
[[nodiscard]] std::vector<Field> read_cases(Reading& reading,
                                            const Field& field,
                                            const Attribute& attribute);

/// A value that may be `given` an attribute, and in each case given another one.
/// `read_plain` turns a field into a T.
template <class T, class ReadPlain>
Given<T> read_by_attribute(Reading& reading,
                           const Field& field,
                           const ReadPlain& read_plain,
                           std::vector<std::string> given_above = {}) {
  Given<T> result;
  if (!is_given(field)) {
    result.plain = read_plain(field);
    return result;
  }
  const Attribute* attribute = read_given_attribute(reading, field, given_above);
  if (attribute == nullptr) return result;
  const YamlNode::Entry* given = find_entry(*field.node, "given");
  result.attribute = {given->value.text, given->value.at};
  given_above.push_back(attribute->name.value);
  for (const Field& each : read_cases(reading, field, *attribute))
    result.cases.push_back(
        {each.key, read_by_attribute<T>(reading, each, read_plain, given_above)});
  return result;
}

/// What a split divides among.
struct SplitNames {
  std::string_view what;                  ///< "a state"
  const std::vector<std::string>* known;  ///< null: any name
  bool names_all = false;                 ///< each known name must have its share
};

/// One name, or shares that sum to 1, perhaps `given` an attribute.
[[nodiscard]] Given<Split> read_split(Reading& reading,
                                      const Field& field,
                                      const SplitNames& names);

/// "probabilities sum to 0.95, expected 1", and what is missing or too much; nothing when they do
/// sum to 1 within 1e-9. `absent` is a name that could have the missing share, or empty.
[[nodiscard]] std::string sum_problem(double sum,
                                      std::string_view what,
                                      const std::string& absent = {});

}  // namespace stepdown::models
