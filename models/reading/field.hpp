#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/yaml_node.hpp"

#include <cstddef>
#include <string>

namespace stepdown::models {

/// A value to be read.
struct Field {
  const YamlNode* node = nullptr;
  Located<std::string> key;  ///< the last key on the way to it
  std::string path;          ///< all keys: `levels.residential.places`

  /// Where a message about it should point: an empty or indented value has no place of its own.
  [[nodiscard]] const SourceLocation& at() const;
  [[nodiscard]] bool is_scalar() const { return node->kind == YamlNode::Kind::Scalar; }
  [[nodiscard]] bool is_map() const { return node->kind == YamlNode::Kind::Map; }
  [[nodiscard]] bool is_list() const { return node->kind == YamlNode::Kind::List; }
};

/// The whole tree of a file.
[[nodiscard]] Field root_field(const YamlNode& root, const std::string& file);
/// The entry of a map, or the item of a list, as a field.
[[nodiscard]] Field field_of(const Field& parent, const YamlNode::Entry& entry);
[[nodiscard]] Field field_of(const Field& parent, std::size_t index);

}  // namespace stepdown::models
