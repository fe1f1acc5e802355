#include "models/reading/field.hpp"

#include <fmt/format.h>

namespace stepdown::models {

const SourceLocation& Field::at() const {
  const bool has_own_place = node->kind == YamlNode::Kind::Scalar ||
                             (node->kind != YamlNode::Kind::Null && !node->is_block);
  return has_own_place ? node->at : key.at;
}

Field root_field(const YamlNode& root, const std::string& file) {
  return {&root, {"", {file, 1, 1}}, ""};
}

Field field_of(const Field& parent, const YamlNode::Entry& entry) {
  return {&entry.value,
          {entry.key, entry.key_at},
          parent.path.empty() ? entry.key : parent.path + "." + entry.key};
}

Field field_of(const Field& parent, std::size_t index) {
  const YamlNode& item = parent.node->items[index];
  return {&item, {parent.key.value, item.at}, fmt::format("{}[{}]", parent.path, index)};
}

}  // namespace stepdown::models
