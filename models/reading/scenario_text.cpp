#include "models/reading/scenario_text.hpp"

#include "models/reading/flow_text.hpp"
#include "models/reading/origins.hpp"
#include "models/reading/yaml_node.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

/// Longest line of what stands in braces.
constexpr std::size_t longest = 110;
/// Levels of nesting that have a line for each of what has a name, however small it is.
constexpr int levels_in_lines = 2;

/// The tree with its notes as entries again: before others; of an effect in place of its source.
YamlNode as_written(const YamlNode& node) {
  YamlNode written = node;
  written.notes.clear();
  for (YamlNode& item : written.items)
    item = as_written(item);
  for (YamlNode::Entry& entry : written.entries)
    entry.value = as_written(entry.value);
  const auto source = std::ranges::find(written.entries, source_key, &YamlNode::Entry::key);
  const bool is_root = !written.entries.empty() && written.entries.front().key == "schema";
  auto place = written.entries.begin() + (is_root ? 1 : 0);
  if (source != written.entries.end()) place = written.entries.erase(source);
  written.entries.insert(place, node.notes.begin(), node.notes.end());
  return written;
}

bool is_structured(const YamlNode& node) {
  return node.kind == YamlNode::Kind::Map || node.kind == YamlNode::Kind::List;
}

/// Whether a value has lines of its own.
bool is_in_lines(const YamlNode& node, std::size_t column, int depth) {
  const bool is_empty = node.items.empty() && node.entries.empty();
  if (!is_structured(node) || is_empty) return false;
  const bool has_parts = std::ranges::any_of(node.entries, [](const YamlNode::Entry& entry) {
    return is_structured(entry.value) && !is_origin_key(entry.key);
  });
  return (depth < levels_in_lines && has_parts) || column + flow_text(node).size() > longest;
}

void write_lines(const YamlNode& node, std::size_t indent, int depth, std::string& text);

/// What follows a key or a dash, and the end of the line.
void write_value(
    const YamlNode& node, std::size_t indent, std::size_t column, int depth, std::string& text) {
  if (!is_in_lines(node, column, depth)) {
    text += " " + flow_text(node) + "\n";
    return;
  }
  text += "\n";
  write_lines(node, indent, depth, text);
}

void write_lines(const YamlNode& node, std::size_t indent, int depth, std::string& text) {
  const std::string space(indent, ' ');
  bool is_after_section = false;
  for (const YamlNode::Entry& entry : node.entries) {
    const std::string key = space + flow_word(entry.key) + ":";
    const bool begins_section = depth == 0 && is_in_lines(entry.value, key.size() + 1, depth + 1);
    if (begins_section || is_after_section) text += "\n";
    is_after_section = begins_section;
    text += key;
    write_value(entry.value, indent + 2, key.size() + 1, depth + 1, text);
  }
  for (const YamlNode& item : node.items)
    text += space + "- " + flow_text(item) + "\n";
}

}  // namespace

std::string scenario_text(const Scenario& scenario) {
  sim::expects(scenario.tree != nullptr, "a scenario that was read has a tree");
  std::string text = "# The scenario as it was run, with its base, its changes and what was set.\n";
  if (scenario.has_data_files)
    text += "# Names of data files are as they were written, beside the files that say them.\n";
  write_lines(as_written(*scenario.tree), 0, 0, text);
  return text;
}

}  // namespace stepdown::models
