#include "models/reading/take_out_origins.hpp"

#include "models/reading/field.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/origins.hpp"
#include "models/text/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

bool is_text(const YamlNode& node) {
  return node.kind == YamlNode::Kind::Scalar && !without_spaces(node.text).empty() &&
         !parse_number(node.text).value;
}

std::string expected_text(std::string_view key) {
  return key == source_key
             ? "text that says where values come from (such as 'TEDS 2004, Table 2.5')"
             : "text that says what is assumed (such as 'as in the other levels')";
}

/// Whether it rather is something that its author calls `source`.
bool is_something_named(const YamlNode& map, const YamlNode& said) {
  const bool has_text = std::ranges::all_of(
      said.entries, [](const YamlNode::Entry& one) { return is_text(one.value); });
  const bool is_of_keys = std::ranges::any_of(said.entries, [&map](const YamlNode::Entry& one) {
    return !is_origin_key(one.key) && find_entry(map, one.key) != nullptr;
  });
  return said.kind == YamlNode::Kind::Map && !said.entries.empty() && !has_text && !is_of_keys;
}

/// Where one map says what of its values, while it is looked at.
struct Place {
  Reading& reading;
  const YamlNode& map;
  const std::string& path;

  [[nodiscard]] std::string path_of(std::string_view key) const {
    return fmt::format("{}{}{}", path, path.empty() ? "" : ".", key);
  }
};

/// Keeps of `source: {hold: ...}` what is text and of a value beside it; all else is told.
void keep_of_keys(const Place& place, YamlNode::Entry& said) {
  std::vector<YamlNode::Entry> kept;
  for (YamlNode::Entry& one : said.value.entries) {
    const std::string path = place.path_of(said.key) + "." + one.key;
    if (is_origin_key(one.key) || find_entry(place.map, one.key) == nullptr) {
      place.reading.add({Rule::OriginOfNothing,
                         one.key_at,
                         path,
                         fmt::format("expected a key that stands beside '{}', got {}{}",
                                     said.key,
                                     in_quotes(one.key),
                                     name_suggestion(one.key, keys_beside(place.map)))});
    } else if (!is_text(one.value)) {
      const Field field{&one.value, {one.key, one.key_at}, path};
      place.reading.add(
          {Rule::OriginNoText,
           field.at(),
           path,
           fmt::format("expected {}, got {}", expected_text(said.key), describe(one.value))});
    } else {
      kept.push_back(std::move(one));
    }
  }
  said.value.entries = std::move(kept);
}

/// Whether there is anything to keep; what is wrong is told.
bool is_kept(const Place& place, YamlNode::Entry& said) {
  const Field field{&said.value, {said.key, said.key_at}, place.path_of(said.key)};
  if (is_text(said.value)) return true;
  if (is_something_named(place.map, said.value)) {
    place.reading.add({Rule::NameIsOrigin, said.key_at, field.path, no_name_text(said.key)});
    return false;
  }
  if (said.value.kind == YamlNode::Kind::Map && !said.value.entries.empty()) {
    keep_of_keys(place, said);
    return !said.value.entries.empty();
  }
  const bool is_number = said.value.kind == YamlNode::Kind::Scalar && !said.value.text.empty();
  place.reading.add(
      {Rule::OriginNoText,
       field.at(),
       field.path,
       fmt::format("expected {}, or a mapping from keys beside it to such texts, got {}{}",
                   expected_text(said.key),
                   describe(said.value),
                   is_number ? fmt::format("; nothing can be called '{}'", said.key) : "")});
  return false;
}

/// A value has a source or is assumed; the second of both is dropped.
void check_not_both(const Place& place, std::vector<YamlNode::Entry>& notes) {
  if (notes.size() < 2) return;
  const auto tell = [&place](const SourceLocation& at, const std::string& path) {
    place.reading.add({Rule::OriginTwice,
                       at,
                       path,
                       "expected a source or an assumption of the same value, got both; leave one "
                       "out, or say in its text which part is which"});
  };
  YamlNode::Entry& second = notes[1];
  const YamlNode& first = notes[0].value;
  if (first.kind == YamlNode::Kind::Scalar && second.value.kind == YamlNode::Kind::Scalar) {
    tell(second.key_at, place.path_of(second.key));
    notes.pop_back();
    return;
  }
  std::erase_if(second.value.entries, [&](const YamlNode::Entry& one) {
    const bool is_twice = find_entry(first, one.key) != nullptr;
    if (is_twice) tell(one.key_at, place.path_of(second.key) + "." + one.key);
    return is_twice;
  });
  if (second.value.kind == YamlNode::Kind::Map && second.value.entries.empty()) notes.pop_back();
}

/// Whether it is the path of an effect, perhaps one that begins on a date.
bool is_effect(std::string_view path) {
  constexpr std::string_view changes = "changes.";
  if (path.starts_with(changes)) {
    path.remove_prefix(changes.size());
    const std::size_t dot = path.find('.');
    path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
  }
  constexpr std::string_view effects = "effects.";
  return path.starts_with(effects) && path.find('.', effects.size()) == std::string_view::npos;
}

/// All texts of what is said, each once, in one.
std::string in_one_text(const std::vector<YamlNode::Entry>& notes) {
  std::vector<std::string> texts;
  const auto add = [&texts](const std::string& text) {
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(text);
  };
  for (const YamlNode::Entry& note : notes) {
    if (note.value.kind == YamlNode::Kind::Scalar) add(note.value.text);
    for (const YamlNode::Entry& one : note.value.entries)
      add(one.value.text);
  }
  return fmt::format("{}", fmt::join(texts, "; "));
}

void take_out_below(Reading& reading, YamlNode& node, const std::string& path);

/// An effect has to say its source: where it does, that is an entry, too.
void take_out_of_effect(Reading& reading, YamlNode& effect, const std::string& path) {
  const auto written = std::ranges::find_if(
      effect.entries, [](const YamlNode::Entry& entry) { return is_origin_key(entry.key); });
  if (written == effect.entries.end()) return;
  const auto position = std::distance(effect.entries.begin(), written);
  YamlNode::Entry source{std::string{source_key}, written->key_at, {}};
  source.value.kind = YamlNode::Kind::Scalar;
  source.value.at = written->value.at;
  take_out_origins_of(reading, effect, path);
  source.value.text = effect.notes.empty() ? "refused" : in_one_text(effect.notes);
  effect.entries.insert(effect.entries.begin() + position, std::move(source));
}

void take_out_below(Reading& reading, YamlNode& node, const std::string& path) {
  if (node.kind == YamlNode::Kind::Map && is_effect(path))
    take_out_of_effect(reading, node, path);
  else
    take_out_origins_of(reading, node, path);
  for (YamlNode::Entry& entry : node.entries)
    take_out_below(reading, entry.value, path.empty() ? entry.key : path + "." + entry.key);
  for (std::size_t i = 0; i < node.items.size(); ++i)
    take_out_below(reading, node.items[i], fmt::format("{}[{}]", path, i));
}

}  // namespace

void take_out_origins_of(Reading& reading, YamlNode& map, const std::string& path) {
  const auto first = std::ranges::stable_partition(
      map.entries, [](const YamlNode::Entry& entry) { return !is_origin_key(entry.key); });
  std::vector<YamlNode::Entry> said{std::make_move_iterator(first.begin()),
                                    std::make_move_iterator(first.end())};
  map.entries.erase(first.begin(), first.end());
  const Place place{reading, map, path};
  std::erase_if(said, [&place](YamlNode::Entry& one) { return !is_kept(place, one); });
  check_not_both(place, said);
  map.notes = std::move(said);
}

void take_out_origins(Reading& reading, YamlNode& root) {
  take_out_below(reading, root, {});
}

}  // namespace stepdown::models
