#pragma once

#include "models/diagnostics/diagnostics.hpp"

#include <string>
#include <string_view>
#include <utility>
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

/// A whole scenario: the tree, after its base, changes and --set have been put together, and the
/// text of each file it came from.
struct Document {
  YamlNode root;
  std::vector<std::pair<std::string, std::string>> sources;
};

/// The tree as JSON text, two spaces a level, keys in their order, every scalar a string. Equal
/// for documents that differ only in comments, quotes and layout.
[[nodiscard]] std::string canonical_text(const Document& document);

/// `text` as a JSON string with its quotes.
[[nodiscard]] std::string json_string(std::string_view text);

}  // namespace stepdown::models
