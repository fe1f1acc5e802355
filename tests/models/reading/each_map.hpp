#pragma once

#include "models/reading/origins.hpp"
#include "models/reading/yaml_node.hpp"

namespace stepdown::tests {

/// Calls `visit` with each map of the tree, but for those of texts that say where values come from.
template <class Visit>
void for_each_map(models::YamlNode& node, const Visit& visit) {
  for (models::YamlNode& item : node.items)
    for_each_map(item, visit);
  for (models::YamlNode::Entry& entry : node.entries)
    if (!models::is_origin_key(entry.key)) for_each_map(entry.value, visit);
  if (node.kind == models::YamlNode::Kind::Map) visit(node);
}

}  // namespace stepdown::tests
