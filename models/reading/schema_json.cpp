#include "models/reading/schema_json.hpp"

#include "models/reading/schema.hpp"
#include "models/reading/schema_types.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace stepdown::models::schema {
namespace {

using Json = nlohmann::ordered_json;

Json reference(std::string_view name) {
  return {{"$ref", fmt::format("#/definitions/{}", name)}};
}

/// One alternative a form: its keys are there, and of the others that any form names, none.
Json forms_as_json(const Section& section) {
  const auto forms = forms_of(section);
  std::vector<std::string_view> all_keys;
  for (const auto& form : forms)
    for (const std::string_view key : form)
      if (std::ranges::find(all_keys, key) == all_keys.end()) all_keys.push_back(key);
  Json alternatives = Json::array();
  for (const auto& form : forms) {
    Json unwanted = Json::object();
    for (const std::string_view key : all_keys)
      if (std::ranges::find(form, key) == form.end()) unwanted[std::string{key}] = false;
    alternatives.push_back({{"required", form}, {"properties", unwanted}});
  }
  return alternatives;
}

Json key_as_json(const Key& key) {
  return {
      {"description",
       fmt::format("{}{}Example: {}", key.meaning, key.meaning.empty() ? "" : ". ", key.example)},
      {"allOf", Json::array({reference(key.type)})}};
}

Json section_as_json(const Section& section) {
  Json properties = Json::object();
  Json required = Json::array();
  Json named = false;
  for (const Key& key : section.keys) {
    if (key.is_required) required.push_back(key.name);
    if (key.is_free_name())
      named = reference(key.type);
    else
      properties[std::string{key.name}] = key_as_json(key);
  }
  Json json{{"type", "object"}};
  if (!section.meaning.empty()) json["description"] = section.meaning;
  if (!properties.empty()) json["properties"] = properties;
  if (!required.empty()) json["required"] = required;
  if (named != false) json["propertyNames"] = reference("name");
  json["additionalProperties"] = named;
  if (!section.forms.empty()) json["anyOf"] = forms_as_json(section);
  return json;
}

/// As text: the outermost `open` levels of what holds more than single values have one line an
/// entry, what is inside of them is on one line.
std::string laid_out(const Json& value, int open, std::size_t indent) {
  if (!value.is_structured()) return value.dump();
  const bool is_open =
      open > 0 && std::ranges::any_of(value, [](const Json& each) { return each.is_structured(); });
  const std::string line_begin = is_open ? "\n" + std::string(indent + 2, ' ') : "";
  std::string text;
  for (const auto& [key, each] : value.items()) {
    if (!text.empty()) text += is_open ? "," : ", ";
    text += line_begin;
    if (value.is_object()) text += Json(key).dump() + ": ";
    text += laid_out(each, open - 1, indent + 2);
  }
  if (is_open) text += "\n" + std::string(indent, ' ');
  return value.is_object() ? "{" + text + "}" : "[" + text + "]";
}

std::string definition(std::string_view name, const Json& json, int open) {
  return fmt::format("    {}: {}", Json(name).dump(), laid_out(json, open, 4));
}

}  // namespace

std::string as_json_schema() {
  constexpr int of_sections = 2;
  std::vector<std::string> definitions;
  for (const Type& type : types())
    definitions.push_back(definition(type.name, Json::parse(type.json), 0));
  for (const Section& section : sections())
    definitions.push_back(definition(section.name, section_as_json(section), of_sections));
  return fmt::format(R"({{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "stepdown scenario, schema 1",
  "if": {{"required": ["base"]}},
  "then": {},
  "else": {},
  "definitions": {{
{}
  }}
}}
)",
                     laid_out(reference("variant"), 0, 2),
                     laid_out(reference("scenario"), 0, 2),
                     fmt::join(definitions, ",\n"));
}

}  // namespace stepdown::models::schema
