#include "models/reading/yaml_node.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stepdown::models {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::Null:
      return nullptr;
    case YamlNode::Kind::Scalar:
      return node.text;
    case YamlNode::Kind::List: {
      Json list = Json::array();
      for (const YamlNode& item : node.items)
        list.push_back(to_json(item));
      return list;
    }
    case YamlNode::Kind::Map: {
      Json::object_t map;
      for (const YamlNode::Entry& entry : node.entries)
        map.emplace_back(entry.key, to_json(entry.value));  // no key is there twice
      return map;
    }
  }
  return nullptr;
}

}  // namespace

const YamlNode::Entry* find_entry(const YamlNode& map, std::string_view key) {
  const auto found = std::find_if(map.entries.begin(),
                                  map.entries.end(),
                                  [key](const YamlNode::Entry& entry) { return entry.key == key; });
  return found == map.entries.end() ? nullptr : &*found;
}

YamlNode::Entry* find_entry(YamlNode& map, std::string_view key) {
  const auto found = std::find_if(map.entries.begin(),
                                  map.entries.end(),
                                  [key](const YamlNode::Entry& entry) { return entry.key == key; });
  return found == map.entries.end() ? nullptr : &*found;
}

std::string describe(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::Null:
      return node.text.empty() ? "nothing" : in_quotes(node.text);
    case YamlNode::Kind::Scalar:
      return in_quotes(node.text);
    case YamlNode::Kind::List:
      return "a list";
    case YamlNode::Kind::Map:
      return "a mapping";
  }
  return {};
}

std::string canonical_text(const YamlNode& root) {
  return to_json(root).dump(2) + "\n";
}

}  // namespace stepdown::models
