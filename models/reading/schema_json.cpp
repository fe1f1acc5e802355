#include "models/reading/schema_json.hpp"

#include "models/reading/origins.hpp"
#include "models/reading/read_effects.hpp"
#include "models/reading/schema.hpp"
#include "models/reading/schema_calibration.hpp"
#include "models/reading/schema_sweep.hpp"
#include "models/reading/schema_types.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models::schema {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view definitions_at = "#/definitions/";
/// Of the names of what belongs to uncertain inputs in the schema of scenarios.
constexpr std::string_view before_inputs = "drawn_";

/// What `source` and `assumption` are.
constexpr std::string_view said_definition = "origin";

Json reference(std::string_view name) {
  return {{"$ref", fmt::format("{}{}", definitions_at, name)}};
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

/// What a schema calls by name.
struct Definition {
  std::string name;
  Json json;
  int open = 0;  ///< levels of it that have one line an entry
};

void add_definitions(std::vector<Definition>& all,
                     std::span<const Type> types,
                     std::span<const Section> sections) {
  constexpr int of_sections = 2;
  for (const Type& type : types)
    all.push_back({std::string{type.name}, Json::parse(type.json), 0});
  for (const Section& section : sections)
    all.push_back({std::string{section.name}, section_as_json(section), of_sections});
}

void add_references(const Json& json, std::vector<std::string>& names) {
  for (const auto& [key, each] : json.items()) {
    if (key == "$ref") names.push_back(each.get<std::string>().substr(definitions_at.size()));
    if (each.is_structured()) add_references(each, names);
  }
}

/// Those to which something leads from `root`, in their order.
std::vector<Definition> reached_from(const Json& root, const std::vector<Definition>& all) {
  std::vector<std::string> names;
  add_references(root, names);
  std::set<std::string> reached;
  while (!names.empty()) {
    const std::string name = std::move(names.back());
    names.pop_back();
    if (!reached.insert(name).second) continue;
    add_references(std::ranges::find(all, name, &Definition::name)->json, names);
  }
  std::vector<Definition> kept;
  std::ranges::copy_if(all, std::back_inserter(kept), [&reached](const Definition& each) {
    return reached.contains(each.name);
  });
  return kept;
}

/// All that scenarios and both kinds of plans have.
std::vector<Definition> all_definitions() {
  std::vector<Definition> definitions;
  add_definitions(definitions, types(), sections());
  add_definitions(definitions, sweep_types(), sweep_sections());
  add_definitions(definitions, calibration_types(), calibration_sections());
  // Families are of times elsewhere; here their numbers are of anything.
  std::ranges::find(definitions, "duration", &Definition::name)->json = reference("sweep_number");
  return definitions;
}

void put_before_references(Json& json, std::string_view prefix) {
  for (const auto& [key, each] : json.items()) {
    if (key == "$ref")
      each = reference(fmt::format(
          "{}{}", prefix, each.get<std::string>().substr(definitions_at.size())))["$ref"];
    else if (each.is_structured())
      put_before_references(each, prefix);
  }
}

/// What uncertain inputs are in a plan, under names of their own: in a scenario, families of
/// distributions are of times.
std::vector<Definition> definitions_of_inputs() {
  std::vector<Definition> definitions = reached_from(reference("sweep_inputs"), all_definitions());
  for (Definition& each : definitions) {
    each.name.insert(0, before_inputs);
    put_before_references(each.json, before_inputs);
  }
  return definitions;
}

Json needs(std::string_view key) {
  return {{"required", Json::array({key})}};
}

/// A text, or texts for keys of the mapping beside them.
Json what_is_said() {
  const Json text{{"type", "string"}, {"pattern", "[^ ]"}};
  const Json by_key{{"type", "object"}, {"minProperties", 1}, {"additionalProperties", text}};
  return {{"anyOf", Json::array({text, by_key})}};
}

/// Lets the keys that say where values come from stand in every mapping of a definition.
void allow_origins(Json& json) {
  for (const auto& [key, each] : json.items())
    if (each.is_structured()) allow_origins(each);
  if (!json.is_object() || !json.contains("type") || json["type"] != "object") return;
  for (const std::string_view key : {source_key, assumption_key})
    json["properties"][std::string{key}] = reference(said_definition);
  if (json.contains("maxProperties")) json["maxProperties"] = json["maxProperties"].get<int>() + 2;
  if (Json* const names = json.contains("propertyNames") ? &json["propertyNames"] : nullptr)
    *names = {
        {"anyOf", Json::array({{{"enum", Json::array({source_key, assumption_key})}}, *names})}};
}

/// Of an effect, which has to say it in one of two ways.
void allow_origins_of_effect(Json& effect) {
  std::erase(effect["required"].get_ref<Json::array_t&>(), Json(source_key));
  effect["anyOf"] = Json::array({needs(source_key), needs(assumption_key)});
}

/// The text of a schema; `rules` are what holds of the whole file.
std::string document(std::string_view title,
                     const Json& rules,
                     const std::vector<Definition>& definitions) {
  std::string text = fmt::format(
      "{{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": {},\n",
      Json(title).dump());
  for (const auto& [word, rule] : rules.items())
    text += fmt::format("  {}: {},\n", Json(word).dump(), laid_out(rule, 0, 2));
  std::vector<std::string> lines;
  for (const Definition& each : definitions)
    lines.push_back(
        fmt::format("    {}: {}", Json(each.name).dump(), laid_out(each.json, each.open, 4)));
  return text + fmt::format("  \"definitions\": {{\n{}\n  }}\n}}\n", fmt::join(lines, ",\n"));
}

}  // namespace

std::string as_json_schema() {
  const Json rules{
      {"if", needs("base")}, {"then", reference("variant")}, {"else", reference("scenario")}};
  std::vector<Definition> definitions;
  add_definitions(definitions, types(), sections());
  std::ranges::move(definitions_of_inputs(), std::back_inserter(definitions));
  for (Definition& each : definitions)
    allow_origins(each.json);
  allow_origins_of_effect(
      std::ranges::find(definitions, effect_section.name, &Definition::name)->json);
  definitions.push_back({std::string{said_definition}, what_is_said(), 0});
  return document("stepdown scenario, schema 1", rules, definitions);
}

std::string plans_as_json_schema() {
  const Json rules{
      {"allOf",
       Json::array(
           {reference("sweep_plan"),
            {{"anyOf",
              Json::array(
                  {needs("factors"), needs("scenarios"), needs("uncertain"), needs("draws")})}}})}};
  return document("stepdown plan of a sweep", rules, reached_from(rules, all_definitions()));
}

std::string calibrations_as_json_schema() {
  const Json rules{{"allOf", Json::array({reference("calibration_plan")})}};
  return document("stepdown plan of a calibration", rules, reached_from(rules, all_definitions()));
}

}  // namespace stepdown::models::schema
