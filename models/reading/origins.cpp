#include "models/reading/origins.hpp"

#include "models/reading/number_text.hpp"
#include "models/text/letters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

namespace stepdown::models {
namespace {

const YamlNode* value_of(std::span<const YamlNode::Entry> entries, std::string_view key) {
  const auto found = std::ranges::find(entries, key, &YamlNode::Entry::key);
  return found == entries.end() ? nullptr : &found->value;
}

/// The one of `source` and `assumption` that says something of all values of a map.
YamlNode::Entry* said_of_all(YamlNode& map) {
  const auto found = std::ranges::find_if(map.entries, [](const YamlNode::Entry& entry) {
    return is_origin_key(entry.key) && entry.value.kind == YamlNode::Kind::Scalar;
  });
  return found == map.entries.end() ? nullptr : &*found;
}

/// What `origin` says, as a mapping of all keys of a map but one, and but those of which it says
/// something itself.
YamlNode spread(const YamlNode& map, const Origin& origin, std::string_view left_out) {
  YamlNode spread;
  spread.kind = YamlNode::Kind::Map;
  spread.at = origin.text.at;
  for (const YamlNode::Entry& entry : map.entries) {
    if (is_origin_key(entry.key) || is_label(entry) || entry.key == left_out) continue;
    const bool has_own = std::ranges::any_of(map.entries, [&entry](const YamlNode::Entry& said) {
      return is_origin_key(said.key) && find_entry(said.value, entry.key) != nullptr;
    });
    if (!has_own) spread.entries.push_back({entry.key, origin.text.at, origin.text});
  }
  return spread;
}

/// What holds for all of a map from above stands in itself now, but for one of its keys.
void say_in(YamlNode& map, const Origin& origin, std::string_view left_out) {
  YamlNode more = spread(map, origin, left_out);
  if (more.entries.empty()) return;
  if (YamlNode::Entry* const there = find_entry(map, origin.key))
    std::ranges::move(more.entries, std::back_inserter(there->value.entries));
  else
    map.entries.push_back({origin.key, origin.text.at, std::move(more)});
}

/// What a map says of all of its values it says of all but one.
void leave_out(YamlNode& map, std::string_view key) {
  if (YamlNode::Entry* const all = said_of_all(map))
    all->value = spread(map, {all->key, all->value}, key);
  for (YamlNode::Entry& entry : map.entries)
    if (is_origin_key(entry.key))
      std::erase_if(entry.value.entries,
                    [key](const YamlNode::Entry& one) { return one.key == key; });
  std::erase_if(map.entries, [](const YamlNode::Entry& entry) {
    return is_origin_key(entry.key) && entry.value.kind == YamlNode::Kind::Map &&
           entry.value.entries.empty();
  });
}

/// An effect has to say its source, also when nothing is left of what it was said of.
void keep_a_source(YamlNode& effect, std::string_view key, Origin before) {
  if (find_entry(effect, source_key) != nullptr || find_entry(effect, assumption_key) != nullptr)
    return;
  before.key = assumption_key;
  before.text.text.insert(0, "changed; it was: ");
  say_of(effect, key, before);
}

}  // namespace

bool is_label(const YamlNode::Entry& entry) {
  return entry.key == "label" && entry.value.kind == YamlNode::Kind::Scalar &&
         !leading_number(std::as_const(entry.value.text)).number;
}

std::vector<std::string> keys_beside(const YamlNode& map) {
  std::vector<std::string> keys;
  for (const YamlNode::Entry& entry : map.entries)
    if (!is_origin_key(entry.key)) keys.push_back(entry.key);
  return keys;
}

bool is_origin_key(std::string_view key) {
  return key == source_key || key == assumption_key;
}

std::string no_name_text(std::string_view key) {
  return fmt::format(
      "expected a name, got '{}', which says of the values beside it where they come from", key);
}

std::optional<OriginPath> origin_path(std::string_view dotted) {
  for (std::size_t from = 0; from <= dotted.size();) {
    const std::size_t end = std::min(dotted.find('.', from), dotted.size());
    if (is_origin_key(dotted.substr(from, end - from)))
      return OriginPath{std::string{dotted.substr(0, end)},
                        std::string{dotted.substr(std::min(end + 1, dotted.size()))}};
    from = end + 1;
  }
  return std::nullopt;
}

std::optional<Origin> origin_of(std::span<const YamlNode::Entry> said, std::string_view key) {
  std::optional<Origin> of_all;
  for (const std::string_view word : {source_key, assumption_key}) {
    const YamlNode* const value = value_of(said, word);
    if (value == nullptr) continue;
    if (const YamlNode::Entry* const one = find_entry(*value, key))
      return Origin{std::string{word}, one->value};
    if (value->kind == YamlNode::Kind::Scalar && !of_all) of_all = {std::string{word}, *value};
  }
  return of_all;
}

Confidence confidence_in(const Origin& origin) {
  const std::string text = in_lower_case(origin.text.text);
  if (origin.key == assumption_key || text.starts_with(assumption_key))
    return Confidence::Assumption;
  return text.starts_with("derived") ? Confidence::Derived : Confidence::Read;
}

void set_apart(YamlNode& root, std::span<const std::string> way) {
  std::optional<Origin> above;
  YamlNode* node = &root;
  for (const std::string& key : way) {
    const bool is_of_effect = &key - way.data() == 2 && way.front() == "effects";
    if (node->kind == YamlNode::Kind::List) {
      YamlNode* next = nullptr;
      for (std::size_t i = 0; i < node->items.size(); ++i)
        if (std::to_string(i) == key)
          next = &node->items[i];
        else if (above && said_of_all(node->items[i]) == nullptr)
          say_in(node->items[i], *above, {});
      if (next == nullptr) return;
      node = next;
      continue;
    }
    auto own = origin_of(node->entries, key);
    if (above && said_of_all(*node) == nullptr) say_in(*node, *above, key);
    leave_out(*node, key);
    if (is_of_effect && own) keep_a_source(*node, key, *own);
    if (own) above = std::move(own);
    YamlNode::Entry* const entry = find_entry(*node, key);  // its address has changed by now
    if (entry == nullptr) return;
    node = &entry->value;
  }
}

void say_of(YamlNode& map, std::string_view key, const Origin& origin) {
  if (find_entry(map, key) == nullptr) return;
  leave_out(map, key);
  if (find_entry(map, origin.key) == nullptr) {
    YamlNode said;
    said.kind = YamlNode::Kind::Map;
    said.at = origin.text.at;
    map.entries.push_back({origin.key, origin.text.at, std::move(said)});
  }
  find_entry(map, origin.key)
      ->value.entries.push_back({std::string{key}, origin.text.at, origin.text});
}

void make_room(YamlNode& map, std::string_view key, const YamlNode& said) {
  const std::string_view other = key == source_key ? assumption_key : source_key;
  YamlNode::Entry* const there = find_entry(map, other);
  if (there == nullptr) return;
  std::erase_if(there->value.entries, [&said](const YamlNode::Entry& one) {
    return find_entry(said, one.key) != nullptr;
  });
  const bool is_of_all = said.kind == YamlNode::Kind::Scalar;
  if (is_of_all || (there->value.kind == YamlNode::Kind::Map && there->value.entries.empty()))
    std::erase_if(map.entries, [other](const YamlNode::Entry& one) { return one.key == other; });
}

}  // namespace stepdown::models
