#include "models/reading/schema_markdown.hpp"

#include "models/reading/schema.hpp"
#include "models/reading/schema_calibration.hpp"
#include "models/reading/schema_sweep.hpp"
#include "models/reading/schema_types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace stepdown::models::schema {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
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
  for (const auto all : {types(), sweep_types(), calibration_types()}) {
    const auto found = std::ranges::find(all, type, &Type::name);
    if (found != all.end() && !found->unit.empty()) return found->unit;
  }
  return "-";
}

/// Of a section that takes any distribution among its other keys: the families have a table of
/// their own.
bool is_family_within(const Section& section, const Key& key) {
  const Section* const families = find_section("distribution_families");
  const bool is_of_plan = is_of_sweeps(section) || section.name == free_parameter_section().name;
  return is_of_plan && key.name != "min" && key.name != "max" &&
         std::ranges::find(families->keys, key.name, &Key::name) != families->keys.end();
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
    for (const Keys& form : forms_of(section)) {
      std::vector<std::string> keys;
      for (const std::string_view key : form)
        keys.push_back(code(key));
      forms.push_back(form.empty() ? "none of them" : joined(keys, " + "));
    }
    text += "One of: " + joined(forms, ", or ") + ".\n\n";
  }
  text += "| key | type | unit | default | meaning | example |\n|---|---|---|---|---|---|\n";
  for (const Key& key : section.keys)
    if (!is_family_within(section, key))
      text += fmt::format("| {} | {} | {} | {} | {} | {} |\n",
                          code(key.name),
                          key.type,
                          unit_of(key.type),
                          default_text(key),
                          cell(key.meaning),
                          code(key.example));
  return text;
}

std::string reference_of(std::span<const Section> all,
                         std::span<const Type> kinds,
                         std::string_view title) {
  std::vector<std::string> parts;
  for (const Section& section : all)
    parts.push_back(section_as_markdown(section));
  std::string table = fmt::format("{}\n\n| type | looks like |\n|---|---|\n", title);
  for (const Type& type : kinds)
    table += fmt::format("| {} | {} |\n", type.name, cell(type.expected));
  parts.push_back(std::move(table));
  return joined(parts, "\n");
}

}  // namespace

std::string as_markdown() {
  return reference_of(sections(), types(), "### Types");
}

std::string sweeps_as_markdown() {
  return reference_of(sweep_sections(), sweep_types(), "### Types of plans");
}

std::string calibrations_as_markdown() {
  return reference_of(calibration_sections(), calibration_types(), "### Types of calibrations");
}

}  // namespace stepdown::models::schema
