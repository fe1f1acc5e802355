#include "models/reading/read_given.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stepdown::models {
namespace {

std::vector<std::string> names_of(const std::vector<Attribute>& attributes) {
  std::vector<std::string> names;
  for (const Attribute& attribute : attributes)
    names.push_back(attribute.name.value);
  return names;
}

/// The names that have a share anywhere in a split, in all its cases.
void gather_names(const YamlNode& node, std::vector<std::string>& names) {
  for (const YamlNode::Entry& entry : node.entries) {
    if (entry.value.kind == YamlNode::Kind::Map)
      gather_names(entry.value, names);
    else if (entry.key != "given" && std::ranges::find(names, entry.key) == names.end())
      names.push_back(entry.key);
  }
}

/// The names of `others` that have no share in this split.
std::vector<std::string> absent_from(const YamlNode& split,
                                     const std::vector<std::string>& others) {
  std::vector<std::string> absent;
  for (const std::string& name : others)
    if (find_entry(split, name) == nullptr) absent.push_back(name);
  return absent;
}

Split read_plain_split(Reading& reading,
                       const Field& field,
                       const SplitNames& names,
                       const std::vector<std::string>& others) {
  Split split;
  if (field.is_scalar() && names.known != nullptr && !names.names_all) {
    if (auto name = read_known_name(reading, field, names.what, *names.known))
      split.push_back({*std::move(name), {1, field.at()}});
    return split;
  }
  if (!field.is_map() || field.node->entries.empty()) {
    reading.expected(field, schema::expected_of(names.names_all ? "shares_by" : "split_by"));
    return split;
  }
  double sum = 0;
  bool is_sound = true;
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field share = field_of(field, entry);
    if (names.known == nullptr) {
      is_sound = check_name(reading, share) && is_sound;
    } else if (std::ranges::find(*names.known, entry.key) == names.known->end()) {
      is_sound = false;
      reading.error(share.key.at,
                    share.path,
                    fmt::format("expected {}, got {}{}",
                                names.what,
                                in_quotes(entry.key),
                                reading.suggestion(entry.key, *names.known)));
    }
    const auto probability = read_probability(reading, share);
    is_sound = is_sound && probability.has_value();
    sum += probability ? probability->value : 0;
    split.push_back({share.key, probability.value_or(Located<double>{})});
  }
  const std::vector<std::string> absent = absent_from(*field.node, others);
  const std::string problem =
      sum_problem(sum, "probabilities", absent.size() == 1 ? absent.front() : std::string{});
  if (is_sound && !problem.empty())
    reading.error(field, problem);
  else if (is_sound && names.names_all && !absent.empty())
    reading.error(field,
                  fmt::format("expected a share of every value, got none of '{}'; write '{}: 0'",
                              fmt::join(absent, "', '"),
                              absent.front()));
  return split;
}

}  // namespace

bool is_given(const Field& field) {
  return field.is_map() && find_entry(*field.node, "given") != nullptr;
}

const Attribute* read_given_attribute(Reading& reading,
                                      const Field& field,
                                      const std::vector<std::string>& given_above) {
  const Field given = field_of(field, *find_entry(*field.node, "given"));
  const auto name = read_text(reading, given, "an attribute");
  if (!name) return nullptr;
  const auto known = std::ranges::find(
      reading.attributes, name->value, [](const Attribute& each) { return each.name.value; });
  if (known == reading.attributes.end()) {
    const bool comes_later =
        std::ranges::find(reading.names.attributes, name->value) != reading.names.attributes.end();
    reading.error(given,
                  fmt::format("expected an attribute{}, got {}{}",
                              comes_later ? " that is declared before" : "",
                              in_quotes(name->value),
                              reading.suggestion(name->value, names_of(reading.attributes))));
    return nullptr;
  }
  if (std::ranges::find(given_above, name->value) != given_above.end()) {
    reading.error(given, fmt::format("'{}' is given already; leave this one out", name->value));
    return nullptr;
  }
  return &*known;
}

std::vector<Field> read_cases(Reading& reading, const Field& field, const Attribute& attribute) {
  std::vector<std::string> values;
  for (const auto& value : attribute.values)
    values.push_back(value.value);
  std::vector<Field> cases;
  for (const YamlNode::Entry& entry : field.node->entries) {
    if (entry.key == "given") continue;
    const Field each = field_of(field, entry);
    if (std::ranges::find(values, entry.key) != values.end()) {
      cases.push_back(each);
      continue;
    }
    reading.error(each.key.at,
                  each.path,
                  fmt::format("expected a value of '{}', got {}{}",
                              attribute.name.value,
                              in_quotes(entry.key),
                              reading.suggestion(entry.key, values)));
  }
  std::vector<std::string> missing;
  for (const std::string& value : values)
    if (find_entry(*field.node, value) == nullptr) missing.push_back("'" + value + "'");
  if (!missing.empty())
    reading.error(field,
                  fmt::format("expected a case for each value of '{}', got none for {}",
                              attribute.name.value,
                              fmt::join(missing, ", ")));
  return cases;
}

Given<Split> read_split(Reading& reading, const Field& field, const SplitNames& names) {
  std::vector<std::string> others;
  gather_names(*field.node, others);
  if (names.names_all && names.known != nullptr) others = *names.known;
  return read_by_attribute<Split>(reading, field, [&](const Field& plain) {
    return read_plain_split(reading, plain, names, others);
  });
}

std::string sum_problem(double sum, std::string_view what, const std::string& absent) {
  constexpr double tolerance = 1e-9;
  if (std::abs(sum - 1) <= tolerance) return {};
  std::string hint;
  if (sum > 1)
    hint = fmt::format("{:.10g} too much", sum - 1);
  else if (absent.empty())
    hint = fmt::format("{:.10g} is missing", 1 - sum);
  else
    hint = fmt::format("'{}: {:.10g}' is missing?", absent, 1 - sum);
  return fmt::format("{} sum to {:.10g}, expected 1; {}", what, sum, hint);
}

}  // namespace stepdown::models
