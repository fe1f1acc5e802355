#include "models/reading/schema.hpp"
#include "models/reading/yaml_node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace stepdown::models::schema {
namespace {

std::vector<std::string_view> split_at(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string reference(std::string_view name) {
  return fmt::format(R"({{"$ref": "#/definitions/{}"}})", name);
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

std::string quoted_list(const std::vector<std::string_view>& names) {
  std::vector<std::string> texts;
  for (const std::string_view name : names)
    texts.push_back(json_string(name));
  return "[" + joined(texts, ", ") + "]";
}

/// One alternative: these keys are there, and of the others that any alternative names, none.
std::string form_as_json(std::string_view form, const std::vector<std::string_view>& all_keys) {
  std::vector<std::string_view> wanted = split_at(form, ' ');
  if (form.empty()) wanted.clear();
  std::vector<std::string> unwanted;
  for (const std::string_view key : all_keys)
    if (std::ranges::find(wanted, key) == wanted.end())
      unwanted.push_back(json_string(key) + ": false");
  return fmt::format(
      R"({{"required": {}, "properties": {{{}}}}})", quoted_list(wanted), joined(unwanted, ", "));
}

std::string forms_as_json(const Section& section) {
  std::vector<std::string_view> all_keys;
  for (const std::string_view form : split_at(section.forms, '|'))
    for (const std::string_view key : split_at(form, ' '))
      if (!key.empty() && std::ranges::find(all_keys, key) == all_keys.end())
        all_keys.push_back(key);
  std::vector<std::string> alternatives;
  for (const std::string_view form : split_at(section.forms, '|'))
    alternatives.push_back("        " + form_as_json(form, all_keys));
  return ",\n      \"anyOf\": [\n" + joined(alternatives, ",\n") + "\n      ]";
}

std::string section_as_json(const Section& section) {
  std::vector<std::string> properties;
  std::vector<std::string_view> required;
  std::string additional = "false";
  for (const Key& key : section.keys) {
    if (key.is_required) required.push_back(key.name);
    if (key.is_free_name()) {
      additional = reference(key.type);
      continue;
    }
    properties.push_back(fmt::format(
        R"(        {}: {{"description": {}, "allOf": [{}]}})",
        json_string(key.name),
        json_string(fmt::format(
            "{}{}Example: {}", key.meaning, key.meaning.empty() ? "" : ". ", key.example)),
        reference(key.type)));
  }
  std::string text = "{\n      \"type\": \"object\"";
  if (!section.meaning.empty()) text += ",\n      \"description\": " + json_string(section.meaning);
  if (!properties.empty())
    text += ",\n      \"properties\": {\n" + joined(properties, ",\n") + "\n      }";
  if (!required.empty()) text += ",\n      \"required\": " + quoted_list(required);
  if (additional != "false") text += ",\n      \"propertyNames\": " + reference("name");
  text += ",\n      \"additionalProperties\": " + additional;
  if (!section.forms.empty()) text += forms_as_json(section);
  return text + "\n    }";
}

/// Text of a table cell: a bar would end it.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string code(std::string_view text) {
  return text.empty() ? std::string{} : "`" + cell(text) + "`";
}

std::string_view unit_of(std::string_view type) {
  const auto all = types();
  const auto found = std::ranges::find(all, type, &Type::name);
  return found == all.end() || found->unit.empty() ? "-" : found->unit;
}

/// Defaults are values (in code) or words.
std::string default_text(const Key& key) {
  if (key.is_required) return "**required**";
  return key.default_value.empty() ? "-" : cell(key.default_value);
}

std::string section_as_markdown(const Section& section) {
  std::string text = fmt::format(
      "### {}\n\n",
      section.where.empty() ? fmt::format("The file: {}", section.name) : code(section.where));
  if (!section.meaning.empty()) text += fmt::format("{}\n\n", section.meaning);
  if (!section.forms.empty()) {
    std::vector<std::string> forms;
    for (const std::string_view form : split_at(section.forms, '|')) {
      std::vector<std::string> keys;
      for (const std::string_view key : split_at(form, ' '))
        keys.push_back(code(key));
      forms.push_back(form.empty() ? "none of them" : joined(keys, " + "));
    }
    text += "One of: " + joined(forms, ", or ") + ".\n\n";
  }
  text += "| key | type | unit | default | meaning | example |\n|---|---|---|---|---|---|\n";
  for (const Key& key : section.keys)
    text += fmt::format("| {} | {} | {} | {} | {} | {} |\n",
                        code(key.name),
                        key.type,
                        unit_of(key.type),
                        default_text(key),
                        cell(key.meaning),
                        code(key.example));
  return text;
}

}  // namespace

std::string as_json_schema() {
  std::vector<std::string> definitions;
  for (const Type& type : types())
    definitions.push_back(fmt::format("    {}: {}", json_string(type.name), type.json));
  for (const Section& section : sections())
    definitions.push_back(
        fmt::format("    {}: {}", json_string(section.name), section_as_json(section)));
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
                     reference("variant"),
                     reference("scenario"),
                     joined(definitions, ",\n"));
}

std::string as_markdown() {
  std::vector<std::string> parts;
  for (const Section& section : sections())
    parts.push_back(section_as_markdown(section));
  std::string table = "### Types\n\n| type | looks like |\n|---|---|\n";
  for (const Type& type : types())
    table += fmt::format("| {} | {} |\n", type.name, cell(type.expected));
  parts.push_back(std::move(table));
  return joined(parts, "\n");
}

}  // namespace stepdown::models::schema
