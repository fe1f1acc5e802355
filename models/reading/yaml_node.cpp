#include "models/reading/yaml_node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace stepdown::models {
namespace {

void write(const YamlNode& node, std::size_t depth, std::string& out) {
  const std::string indent(2 * depth + 2, ' ');
  const std::string closing_indent(2 * depth, ' ');
  switch (node.kind) {
    case YamlNode::Kind::Null:
      out += "null";
      return;
    case YamlNode::Kind::Scalar:
      out += json_string(node.text);
      return;
    case YamlNode::Kind::List:
      out += "[";
      for (const YamlNode& item : node.items) {
        out += (&item == node.items.data() ? "\n" : ",\n") + indent;
        write(item, depth + 1, out);
      }
      out += node.items.empty() ? "]" : "\n" + closing_indent + "]";
      return;
    case YamlNode::Kind::Map:
      out += "{";
      for (const YamlNode::Entry& entry : node.entries) {
        out += (&entry == node.entries.data() ? "\n" : ",\n") + indent;
        out += json_string(entry.key) + ": ";
        write(entry.value, depth + 1, out);
      }
      out += node.entries.empty() ? "}" : "\n" + closing_indent + "}";
      return;
  }
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

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string canonical_text(const Document& document) {
  std::string out;
  write(document.root, 0, out);
  return out + "\n";
}

}  // namespace stepdown::models
