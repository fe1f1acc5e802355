#include "models/reading/overrides.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/origins.hpp"
#include "models/reading/take_out_origins.hpp"
#include "models/reading/yaml_reader.hpp"
#include "models/text/nearest_name.hpp"
#include "models/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace stepdown::models {
namespace {

using Files = std::vector<std::string>;

struct Place {
  YamlNode* parent = nullptr;      ///< a map or a list
  std::string key;                 ///< in it, perhaps not there yet
  std::vector<std::string> way{};  ///< keys and numbers of items, the last one is `key`
  std::string problem{};           ///< why there is no such place
  Rule rule = Rule::PathUnknown;
};

Place no_place(Rule rule, std::string problem) {
  return {nullptr, {}, {}, std::move(problem), rule};
}

Place place_at(YamlNode& parent, std::vector<std::string> way) {
  std::string key = way.back();
  return {&parent, std::move(key), std::move(way)};
}

std::vector<std::string> keys_of(const YamlNode& map) {
  std::vector<std::string> keys;
  for (const YamlNode::Entry& entry : map.entries)
    keys.push_back(entry.key);
  return keys;
}

/// The item of a list with the index at the front of `rest`, or null.
YamlNode* item_at(YamlNode& list, std::string_view index) {
  std::size_t position = 0;
  const char* end = index.data() + index.size();
  const auto [rest, error] = std::from_chars(index.data(), end, position);
  if (error != std::errc{} || rest != end || position >= list.items.size()) return nullptr;
  return &list.items[position];
}

/// Walks along `path`. Keys may have dots themselves (`0.5`), so the longest that fits is taken.
Place find_place(YamlNode& root, const std::string& path) {
  YamlNode* node = &root;
  std::vector<std::string> way;
  std::string_view rest = path;
  for (;;) {
    const std::size_t dot = rest.find('.');
    const std::string_view first = rest.substr(0, dot);
    const std::string so_far{path.substr(0, path.size() - rest.size())};
    if (node->kind == YamlNode::Kind::List) {
      YamlNode* item = item_at(*node, first);
      if (item == nullptr)
        return no_place(Rule::PathOutOfList,
                        fmt::format("expected the number of one of {} items (from 0), got {}",
                                    node->items.size(),
                                    in_quotes(first)));
      way.emplace_back(first);
      if (dot == std::string_view::npos) return place_at(*node, std::move(way));
      node = item;
      rest.remove_prefix(dot + 1);
      continue;
    }
    if (node->kind != YamlNode::Kind::Map)
      return no_place(Rule::PathIntoValue,
                      fmt::format("expected a path of the scenario, but '{}' is {} there",
                                  so_far.substr(0, so_far.empty() ? 0 : so_far.size() - 1),
                                  describe(*node)));
    YamlNode::Entry* next = nullptr;
    for (YamlNode::Entry& entry : node->entries) {
      const bool fits =
          rest == entry.key || (rest.starts_with(entry.key) && rest.size() > entry.key.size() &&
                                rest[entry.key.size()] == '.');
      if (fits && (next == nullptr || entry.key.size() > next->key.size())) next = &entry;
    }
    way.push_back(next == nullptr ? std::string{rest} : next->key);
    const bool is_last = next == nullptr ? dot == std::string_view::npos : rest == next->key;
    if (is_last) return place_at(*node, std::move(way));
    if (next == nullptr)
      return no_place(Rule::PathUnknown,
                      fmt::format("expected a path of the scenario, but there is no '{}{}'{}",
                                  so_far,
                                  first,
                                  name_suggestion(first, keys_of(*node))));
    node = &next->value;
    rest.remove_prefix(next->key.size() + 1);
  }
}

/// Whether a path leads to what says how to read the scenario, which is told.
bool is_fixed(Reading& reading, const Located<std::string>& path, const std::string& key) {
  const std::string dotted = with_dots(path.value);
  for (const std::string_view fixed : {"schema", "base", "change"}) {
    if (dotted != fixed && !dotted.starts_with(std::string{fixed} + ".")) continue;
    reading.add({Rule::PathFixed, path.at, key, "cannot be changed"});
    return true;
  }
  return false;
}

Place place_of(YamlNode& root, const std::string& path) {
  const std::string dotted = with_dots(path);
  return dotted.empty() ? no_place(Rule::PathEmpty, "expected a path, got nothing")
                        : find_place(root, dotted);
}

/// Says of values that are there where they come from: `levels.php.source=...`, or of one of them
/// `levels.php.source.hold=...`.
void set_origin(Reading& reading,
                YamlNode& root,
                const Located<std::string>& path,
                const OriginPath& said,
                YamlNode value) {
  Place place = place_of(root, said.of);
  if (place.parent == nullptr)
    return reading.add({place.rule, path.at, path.value, std::move(place.problem)});
  if (said.key.empty()) {
    make_room(*place.parent, place.key, value);
    put_at_path(reading, root, path, path.value, std::move(value));
  } else if (find_entry(*place.parent, said.key) != nullptr) {
    say_of(*place.parent, said.key, {place.key, std::move(value)});
  } else {
    reading.add({Rule::PathUnknown,
                 path.at,
                 path.value,
                 fmt::format("expected a key that stands beside '{}', got {}{}",
                             place.key,
                             in_quotes(said.key),
                             name_suggestion(said.key, keys_beside(*place.parent)))});
  }
}

/// @param said  of where the value comes from, where it is written
void set_value(Reading& reading,
               YamlNode& root,
               const Located<std::string>& path,
               YamlNode value,
               const std::optional<Origin>& said = {}) {
  if (is_fixed(reading, path, path.value)) return;
  if (const auto of_values = origin_path(with_dots(path.value)))
    return set_origin(reading, root, path, *of_values, std::move(value));
  if (const Place place = place_of(root, path.value); place.parent != nullptr)
    set_apart(root, place.way);
  put_at_path(reading, root, path, path.value, std::move(value));
  if (!said) return;
  if (const Place place = place_of(root, path.value); place.parent != nullptr)
    say_of(*place.parent, place.key, *said);
}

/// Whether a path leads to what is said of values, which is set when they are.
bool is_of_origins(std::string_view path) {
  return origin_path(with_dots(path)).has_value();
}

/// `schema: 1` comes first, and the number is one that we know.
void check_schema(Reading& reading, const Field& root) {
  const YamlNode::Entry* schema = find_entry(*root.node, "schema");
  if (schema == nullptr) return;  // a missing key, reported with the others
  const Field field = field_of(root, *schema);
  if (!field.is_scalar() || field.node->text != "1")
    reading.error(Rule::SchemaUnknown,
                  field,
                  fmt::format("expected 1, the version that this program reads, got {}",
                              describe(*field.node)));
  else if (schema != root.node->entries.data())
    reading.error(
        Rule::SchemaNotFirst, schema->key_at, "schema", "expected as the first key, got it later");
}

std::optional<YamlNode> read_file(Reading& reading,
                                  const std::string& file,
                                  const std::string& text,
                                  Files files_above);

/// The scenario that `variant` changes.
std::optional<YamlNode> read_base(Reading& reading, const Field& base, const Files& files) {
  constexpr std::size_t longest_chain = 20;
  const std::string path = path_beside(base.node->at.file, base.node->text);
  if (std::ranges::find(files, path) != files.end() || files.size() > longest_chain) {
    reading.error(
        Rule::BaseCycle,
        base,
        fmt::format(
            "expected another scenario, got a cycle: {} -> {}", fmt::join(files, " -> "), path));
    return std::nullopt;
  }
  const FileText file = reading.load_scenario_file(path);
  if (file.error) {
    reading.error(Rule::BaseUnreadable,
                  base,
                  fmt::format("expected a scenario that can be read, got {} ({})",
                              in_quotes(path),
                              file.error.message()));
    return std::nullopt;
  }
  return read_file(reading, path, file.text, files);
}

/// What a scenario with a base may say.
struct Variant {
  std::optional<Field> name;
  std::optional<Field> description;
  std::optional<Field> base;  ///< when it is text
  std::optional<Field> change;
};

Field as_written(Reading& /*reading*/, const Field& field) {
  return field;
}

void read_base_path(Reading& reading, const Field& field, Variant& variant) {
  if (read_free_text(reading, field)) variant.base = field;
}

// clang-format off
constexpr auto variant_keys = key_table<Variant>({
    {"schema", value::skipped<Variant>("schema_version"), required, "",
     "the version of this language; comes first", "1"},
    {"name", value::into<&Variant::name, as_written>("text"), optional, "of the base",
     "what reports call the variant", "38 beds"},
    {"description", value::into<&Variant::description, as_written>("text"), optional,
     "of the base", "what it is for, in free text", "Expansion"},
    {"base", value::by<read_base_path>("text"), required, "",
     "the scenario that this one changes, by path from this file", "network.yaml"},
    {"change", value::into<&Variant::change, as_written>("changes"), required, "",
     "paths of the base and their new values", "{levels.php.places.slots: 20}"},
});
// clang-format on

void replace_text(YamlNode& root, std::string_view key, const std::optional<Field>& value) {
  if (!value) return;
  const YamlNode::Entry entry{value->key.value, value->key.at, *value->node};
  if (YamlNode::Entry* old = find_entry(root, key))
    *old = entry;
  else
    root.entries.push_back(entry);
}

std::optional<YamlNode> read_variant(Reading& reading, const Field& field, const Files& files) {
  const Variant variant = read_section(reading, field, schema::variant_section, variant_keys);
  if (!variant.base) return std::nullopt;
  auto root = read_base(reading, *variant.base, files);
  if (!root) return std::nullopt;
  replace_text(*root, "name", variant.name);
  replace_text(*root, "description", variant.description);
  if (!variant.change) return root;
  if (!variant.change->is_map() || variant.change->node->entries.empty())
    reading.expected(*variant.change, schema::expected_of("changes"));
  for (const bool are_of_origins : {false, true})
    for (const YamlNode::Entry& entry : variant.change->node->entries) {
      if (is_of_origins(entry.key) != are_of_origins) continue;
      auto said = origin_of(variant.change->node->notes, entry.key);
      if (!said) said = origin_of(field.node->notes, "change");
      set_value(reading, *root, {entry.key, entry.key_at}, entry.value, said);
    }
  return root;
}

std::optional<YamlNode> read_file(Reading& reading,
                                  const std::string& file,
                                  const std::string& text,
                                  Files files_above) {
  YamlText yaml = reading.yaml_of(file, text);
  for (Diagnostic& problem : yaml.problems)
    reading.add(std::move(problem));
  const Field root = root_field(yaml.root, file);
  if (!root.is_map()) {
    if (yaml.problems.empty())
      reading.add({Rule::NoScenario,
                   {file, 1, 1},
                   "",
                   fmt::format("expected a scenario (its first line is 'schema: 1'), got {}",
                               describe(yaml.root))});
    return std::nullopt;
  }
  check_schema(reading, root);
  if (find_entry(yaml.root, "base") == nullptr && find_entry(yaml.root, "change") == nullptr)
    return std::move(yaml.root);
  files_above.push_back(path_beside("", file));
  take_out_origins_of(reading, yaml.root, {});
  if (YamlNode::Entry* const change = find_entry(yaml.root, "change"))
    take_out_origins_of(reading, change->value, "change");
  return read_variant(reading, root, files_above);
}

void apply_set(Reading& reading, YamlNode& root, const std::string& argument, int number) {
  const std::size_t equals = argument.find('=');
  const SourceLocation at{std::string{set_file}, number, 1};
  if (equals == std::string::npos || equals == 0 || equals + 1 == argument.size())
    return reading.add({Rule::SetWithoutValue,
                        at,
                        "",
                        fmt::format("expected path=value, got {}", in_quotes(argument))});
  if (const std::size_t good = utf8_prefix(argument); good < argument.size())
    return reading.add(
        {Rule::NotUtf8,
         {at.file, number, static_cast<int>(characters(argument.substr(0, good))) + 1},
         "",
         fmt::format("expected UTF-8 text, got the byte 0x{:02X}",
                     unsigned{static_cast<unsigned char>(argument[good])})});
  const SourceLocation value_at{at.file, number, static_cast<int>(equals) + 2};
  YamlText value = read_yaml(argument.substr(equals + 1), value_at);
  const bool is_sound = value.problems.empty();
  for (Diagnostic& problem : value.problems)
    reading.add(std::move(problem));
  if (is_sound) set_value(reading, root, {argument.substr(0, equals), at}, std::move(value.root));
}

}  // namespace

std::string with_dots(std::string_view path) {
  std::string dotted;
  for (const char c : path)
    if (c != ']') dotted += c == '[' ? '.' : c;
  return dotted;
}

std::optional<const YamlNode*> value_at_path(Reading& reading,
                                             YamlNode& root,
                                             const Located<std::string>& path,
                                             const std::string& key) {
  if (is_fixed(reading, path, key)) return std::nullopt;
  Place place = place_of(root, path.value);
  if (place.parent == nullptr) {
    reading.add({place.rule, path.at, key, std::move(place.problem)});
    return std::nullopt;
  }
  if (place.parent->kind == YamlNode::Kind::List) return item_at(*place.parent, place.key);
  const YamlNode::Entry* const entry = find_entry(*place.parent, place.key);
  return entry == nullptr ? nullptr : &entry->value;
}

void put_at_path(Reading& reading,
                 YamlNode& root,
                 const Located<std::string>& path,
                 const std::string& key,
                 YamlNode value) {
  Place place = place_of(root, path.value);
  if (place.parent == nullptr) {
    reading.add({place.rule, path.at, key, std::move(place.problem)});
  } else if (place.parent->kind == YamlNode::Kind::List) {
    *item_at(*place.parent, place.key) = std::move(value);
  } else if (YamlNode::Entry* entry = find_entry(*place.parent, place.key)) {
    entry->key_at = path.at;
    entry->value = std::move(value);
  } else {
    place.parent->entries.push_back({place.key, path.at, std::move(value)});
  }
}

constinit const schema::Section schema::variant_section{
    "variant", "", "A scenario that changes another one.", variant_keys.rows, ""};

std::optional<YamlNode> resolve_overrides(Reading& reading,
                                          const std::string& file,
                                          const std::string& text,
                                          const std::vector<std::string>& sets) {
  auto root = read_file(reading, file, text, {});
  std::string arguments;
  for (std::string argument : sets) {
    std::ranges::replace(argument, '\n', ' ');
    arguments += argument + "\n";
  }
  if (!sets.empty()) reading.remember(std::string{set_file}, std::move(arguments));
  if (!root) return root;
  for (const bool are_of_origins : {false, true})
    for (std::size_t i = 0; i < sets.size(); ++i) {
      std::string argument = sets[i];
      std::ranges::replace(argument, '\n', ' ');
      if (is_of_origins(argument.substr(0, argument.find('='))) == are_of_origins)
        apply_set(reading, *root, argument, static_cast<int>(i) + 1);
    }
  take_out_origins(reading, *root);
  return root;
}

}  // namespace stepdown::models
