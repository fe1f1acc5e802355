#include "models/reading/section_reader.hpp"

#include "models/reading/key_forms.hpp"
#include "models/reading/origins.hpp"
#include "models/reading/read_values.hpp"
#include "models/reading/schema_calibration.hpp"
#include "models/reading/schema_sweep.hpp"
#include "models/text/letters.hpp"
#include "models/text/nearest_name.hpp"
#include "sim/contract.hpp"
#include "sim/distributions/families.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace stepdown::models {
namespace {

using schema::Keys;

/// A message with the rule that it is about.
struct Message {
  Rule rule{};
  std::string text;
};

bool is_key_of(const schema::Section& section, const std::string& key) {
  return std::ranges::find(section.keys, key, &schema::Key::name) != section.keys.end();
}

std::vector<std::string> keys_of(const schema::Section& section) {
  std::vector<std::string> known;
  for (const schema::Key& each : section.keys)
    known.emplace_back(each.name);
  return known;
}

bool is_family(const schema::Section& section) {
  return std::ranges::any_of(sim::family_declarations(), [&section](const auto* family) {
    return family->name == section.name;
  });
}

/// Whether a key has the keys of the section that it stands in, which has a name of its author: a
/// second level under the first one instead of beside it.
bool is_too_deep(const schema::Section& section,
                 const YamlNode::Entry& entry,
                 const Field& within) {
  const bool may_have_siblings = section.where.ends_with('>');
  return may_have_siblings && within.node->is_block && entry.value.kind == YamlNode::Kind::Map &&
         entry.value.is_block && within.key.at.column < entry.key_at.column &&
         std::ranges::any_of(entry.value.entries, [&section](const YamlNode::Entry& inner) {
           return is_key_of(section, inner.key);
         });
}

/// The key that was meant by one that is none: `mon` by Monday.
std::optional<std::string> meant_key(const schema::Section& section, const std::string& key) {
  const std::vector<std::string> known = keys_of(section);
  if (auto nearest = nearest_name(key, known)) return nearest;
  if (section.name != "weekday" && section.name != "month") return std::nullopt;
  const std::string lower = in_lower_case(key);
  const auto begun = std::ranges::find_if(
      known, [&lower](const std::string& one) { return lower.starts_with(one); });
  return begun == known.end() ? std::nullopt : std::optional{*begun};
}

/// Of a family of distributions: its own keys are all that can stand there.
Message unknown_parameter(const schema::Section& section, const std::string& key) {
  if (key == "rate" && is_key_of(section, "scale"))
    return {Rule::UnknownKey, "unknown key; write its 'scale', which is 1 / rate"};
  return {Rule::UnknownKey,
          fmt::format("unknown key; known: {}", fmt::join(keys_of(section), ", "))};
}

/// Those of the same kind of file.
std::span<const schema::Section> sections_beside(const schema::Section& section) {
  if (schema::is_of_sweeps(section)) return schema::sweep_sections();
  const auto of_calibrations = schema::calibration_sections();
  const bool is_one = std::ranges::find(of_calibrations, section.name, &schema::Section::name) !=
                      of_calibrations.end();
  return is_one ? of_calibrations : schema::pathway_sections();
}

/// What is wrong with a key that is not one of the section.
Message unknown_key(const schema::Section& section, const std::string& key) {
  if (const auto meant = meant_key(section, key))
    return {Rule::UnknownKey, fmt::format("unknown key; did you mean '{}'?", *meant)};
  if (is_family(section)) return unknown_parameter(section, key);
  if (section.name == "variant" && is_key_of(*schema::find_section("scenario"), key))
    return {Rule::KeyOfBase,
            fmt::format("unknown key; a variant says what changes: 'change: {{{}: ...}}'", key)};
  for (const schema::Section& other : sections_beside(section))
    if (is_key_of(other, key) && other.name != section.name && other.name != "variant")
      return {Rule::MisplacedKey,
              other.where.empty() ? "unknown key; it stands at the top, without indentation"
                                  : fmt::format("unknown key; it belongs to {}", other.where)};
  const std::vector<std::string> of_origins{std::string{source_key}, std::string{assumption_key}};
  if (const auto meant = nearest_name(key, of_origins))
    return {Rule::UnknownKey, fmt::format("unknown key; did you mean '{}'?", *meant)};
  return {Rule::UnknownKey,
          fmt::format("unknown key; known: {}", fmt::join(keys_of(section), ", "))};
}

const schema::Section& section_called(std::string_view name) {
  const schema::Section* section = schema::find_section(name);
  sim::expects(section != nullptr, "a section of the schema is read");
  return *section;
}

}  // namespace

SectionReader::SectionReader(Reading& reading, Field field, std::string_view section)
    : SectionReader(reading, std::move(field), section_called(section)) {}

SectionReader::SectionReader(Reading& reading, Field field, const schema::Section& section)
    : reading_(&reading), field_(std::move(field)), section_(&section) {
  is_asked_.resize(section_->keys.size());
  if (!field_.is_map()) {
    is_sound_ = false;
    reading.expected(field_, "a mapping");
    return;
  }
  find_siblings();
  check_keys();
  check_forms();
}

std::string SectionReader::path_of(std::string_view key) const {
  return fmt::format("{}{}{}", field_.path, field_.path.empty() ? "" : ".", key);
}

void SectionReader::find_siblings() {
  const std::vector<YamlNode::Entry>& all = field_.node->entries;
  entries_ = all;
  for (const YamlNode::Entry& entry : all) {
    if (is_key_of(*section_, entry.key) || !is_too_deep(*section_, entry, field_)) continue;
    if (siblings_.empty()) entries_ = entries_.first(static_cast<std::size_t>(&entry - all.data()));
    Field sibling = field_of(field_, entry);
    sibling.path = field_.path.substr(0, field_.path.rfind('.') + 1) + entry.key;
    siblings_.push_back(std::move(sibling));
    reading_->add({Rule::KeyTooDeep,
                   entry.key_at,
                   path_of(entry.key),
                   fmt::format("expected {} spaces before it, got {}; it is no key of '{}' but "
                               "stands beside it",
                               field_.key.at.column - 1,
                               entry.key_at.column - 1,
                               field_.key.value)});
  }
}

void SectionReader::check_keys() {
  const bool takes_names = std::ranges::any_of(section_->keys, &schema::Key::is_free_name);
  for (const YamlNode::Entry& entry : entries_) {
    const bool is_known =
        std::ranges::find(section_->keys, entry.key, &schema::Key::name) != section_->keys.end();
    if (is_known || takes_names) continue;
    const auto meant = meant_key(*section_, entry.key);
    if (meant && entry_of(*meant) == nullptr) {
      meant_.emplace_back(*meant, &entry);
    } else {
      is_sound_ = false;
      reading_->leave_hole(path_of(meant.value_or(entry.key)));
    }
    auto [rule, message] = unknown_key(*section_, entry.key);
    reading_->add({rule, entry.key_at, path_of(entry.key), std::move(message)});
  }
  for (const schema::Key& key : section_->keys) {
    if (!key.is_required || has(key.name)) continue;
    is_sound_ = false;
    reading_->error(Rule::KeyMissing,
                    field_.key.at,
                    path_of(key.name),
                    fmt::format("missing key; expected {}", schema::expected_of(key.type)));
  }
}

void SectionReader::check_forms() {
  const std::vector<Keys> forms = forms_of(*section_);
  Keys present;
  for (const YamlNode::Entry& entry : entries_) {
    const std::string_view key = key_of(entry);
    const bool is_in_forms =
        std::ranges::any_of(forms, [&](const Keys& form) { return contains(form, key); });
    if (!is_in_forms) continue;
    Keys together = present;
    together.push_back(key);
    const bool is_possible = std::ranges::any_of(
        forms, [&together](const Keys& form) { return contains_all(form, together); });
    if (!is_possible) {
      is_sound_ = false;
      reading_->error(
          Rule::KeysConflict, entry.key_at, path_of(entry.key), conflict_text(forms, present, key));
      return;
    }
    present = together;
  }
  const std::vector<Keys> missing = missing_from(forms, present);
  if (missing.empty()) return;
  is_sound_ = false;
  for (const Keys& addition : missing)
    for (const std::string_view key : addition)
      reading_->leave_hole(path_of(key));
  const bool are_none = present.empty();
  reading_->add({are_none ? Rule::NoneOfKeys : Rule::KeysIncomplete,
                 field_.key.at,
                 field_.path,
                 are_none ? fmt::format("expected {}, got none of them", forms_text(missing))
                          : fmt::format("{} need{} {} beside it",
                                        keys_text(present),
                                        present.size() == 1 ? "s" : "",
                                        forms_text(missing))});
}

const YamlNode::Entry* SectionReader::entry_of(std::string_view key) const {
  const auto entry = std::ranges::find(entries_, key, &YamlNode::Entry::key);
  if (entry != entries_.end()) return &*entry;
  for (const auto& [meant, misspelled] : meant_)
    if (meant == key) return misspelled;
  return nullptr;
}

std::string_view SectionReader::key_of(const YamlNode::Entry& entry) const {
  for (const auto& [meant, misspelled] : meant_)
    if (misspelled == &entry) return meant;
  return entry.key;
}

bool SectionReader::has(std::string_view key) const {
  return field_.is_map() && entry_of(key) != nullptr;
}

std::optional<Field> SectionReader::find(std::string_view key) {
  const auto known = std::ranges::find(section_->keys, key, &schema::Key::name);
  sim::expects(known != section_->keys.end(), "only keys of the schema are read");
  is_asked_[static_cast<std::size_t>(known - section_->keys.begin())] = true;
  if (!field_.is_map()) return std::nullopt;
  const YamlNode::Entry* entry = entry_of(key);
  if (entry == nullptr) return std::nullopt;
  Field field = field_of(field_, *entry);
  field.key.value = key;
  field.path = path_of(key);
  return field;
}

std::vector<Field> SectionReader::named() {
  std::vector<Field> fields;
  for (std::size_t i = 0; i < section_->keys.size(); ++i)
    if (section_->keys[i].is_free_name()) is_asked_[i] = true;
  if (!field_.is_map()) return fields;
  for (const YamlNode::Entry& entry : entries_) {
    if (std::ranges::find(section_->keys, entry.key, &schema::Key::name) != section_->keys.end())
      continue;
    Field field = field_of(field_, entry);
    if (!check_name(*reading_, field)) is_sound_ = false;
    fields.push_back(std::move(field));
  }
  return fields;
}

template <class T>
std::optional<Located<T>> SectionReader::keep(std::string_view key,
                                              std::optional<Located<T>> value) {
  if (!value && has(key)) is_sound_ = false;
  return value;
}

std::optional<Located<double>> SectionReader::duration(std::string_view key) {
  const auto field = find(key);
  return keep<double>(key, field ? read_duration(*reading_, *field) : std::nullopt);
}

std::optional<Located<double>> SectionReader::probability(std::string_view key) {
  const auto field = find(key);
  return keep<double>(key, field ? read_probability(*reading_, *field) : std::nullopt);
}

std::optional<Located<double>> SectionReader::ratio(std::string_view key) {
  const auto field = find(key);
  return keep<double>(key, field ? read_ratio(*reading_, *field) : std::nullopt);
}

std::optional<Located<int>> SectionReader::count(std::string_view key, int low) {
  const auto field = find(key);
  const auto value = keep<std::uint64_t>(
      key,
      field ? read_whole(*reading_, *field, static_cast<std::uint64_t>(low), largest_count)
            : std::nullopt);
  if (!value) return std::nullopt;
  return Located<int>{static_cast<int>(value->value), value->at};
}

std::optional<Located<std::string>> SectionReader::text(std::string_view key) {
  const auto field = find(key);
  return keep<std::string>(key, field ? read_free_text(*reading_, *field) : std::nullopt);
}

void SectionReader::done() const {
  sim::expects(std::ranges::all_of(is_asked_, [](bool is_asked) { return is_asked; }),
               "every key of a section is read");
}

}  // namespace stepdown::models
