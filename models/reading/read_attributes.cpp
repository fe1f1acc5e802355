#include "models/reading/read_given.hpp"
#include "models/reading/section_readers.hpp"

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

}  // namespace

void read_attributes(Reading& reading, const Field& field) {
  SectionReader section{reading, field, "attributes"};
  for (const Field& each : section.named()) {
    const auto history = schema::history_subjects();
    if (std::ranges::find(history, each.key.value) != history.end())
      reading.error(each.key.at,
                    each.path,
                    fmt::format("expected a name of yours, got '{}', which is a piece of history",
                                each.key.value));
    Attribute attribute;
    attribute.name = each.key;
    attribute.shares = read_split(reading, each, {"a value", nullptr, true});
    gather_values(attribute.shares, attribute.values);
    reading.attributes.push_back(std::move(attribute));
  }
  section.done();
}

std::vector<Attribute> read_mix(Reading& reading, const Field& field) {
  std::vector<Attribute> mix;
  SectionReader section{reading, field, "source_attributes"};
  for (const Field& each : section.named()) {
    const auto known = std::ranges::find(reading.attributes,
                                         each.key.value,
                                         [](const Attribute& other) { return other.name.value; });
    if (known == reading.attributes.end()) {
      reading.error(each.key.at,
                    each.path,
                    fmt::format("expected an attribute, got {}{}",
                                in_quotes(each.key.value),
                                reading.suggestion(each.key.value, reading.names.attributes)));
      continue;
    }
    // Only attributes declared before this one may be given.
    std::vector<Attribute> later{known, reading.attributes.end()};
    const std::vector<std::string> values = texts(known->values);
    Attribute attribute{each.key, known->values, {}};
    reading.attributes.erase(known, reading.attributes.end());
    attribute.shares = read_split(reading, each, {"a value", &values, true});
    reading.attributes.insert(reading.attributes.end(), later.begin(), later.end());
    mix.push_back(std::move(attribute));
  }
  section.done();
  return mix;
}

}  // namespace stepdown::models
