#pragma once

#include "models/diagnostics/diagnostics.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stepdown::models {

/// A value of a YAML document: nothing, a scalar as text (never interpreted), a list, or a map in
/// the order written. Each value and each key knows where it stands.
struct YamlNode {
  enum class Kind { Null, Scalar, List, Map };
  struct Entry;

  Kind kind = Kind::Null;
  std::string text;       ///< Scalar: its value; Null: as written (`~`, `null`, or empty)
  bool is_block = false;  ///< List, Map: written in indented lines, so `at` is its first entry
  SourceLocation at;
  std::vector<YamlNode> items;  ///< List
  std::vector<Entry> entries;   ///< Map; no key twice
  /// Map: what it says of where its values come from, once that is no entry (origins.hpp).
  std::vector<Entry> notes;
};

struct YamlNode::Entry {
  std::string key;
  SourceLocation key_at;
  YamlNode value;
};

/// The entry of a map with that key, or null.
[[nodiscard]] const YamlNode::Entry* find_entry(const YamlNode& map, std::string_view key);
[[nodiscard]] YamlNode::Entry* find_entry(YamlNode& map, std::string_view key);

/// `a list`, `a mapping`, `nothing`, or the scalar in quotes: for `got ...`.
[[nodiscard]] std::string describe(const YamlNode& node);

/// A tree as JSON text, two spaces a level, keys in their order, every scalar a string. Equal for
/// scenarios that differ only in comments, quotes and layout.
[[nodiscard]] std::string canonical_text(const YamlNode& root);

}  // namespace stepdown::models
