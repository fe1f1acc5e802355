#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/yaml_node.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace stepdown::models {

/// Bounds on what is read, so that no file can exhaust the machine. A scenario has a few thousand
/// values.
inline constexpr std::size_t max_yaml_bytes = 1'000'000;
inline constexpr std::size_t max_yaml_values = 50'000;
inline constexpr int max_yaml_depth = 40;

/// A tree, and what was wrong with the text. After a mistake in syntax the tree is empty; after a
/// duplicate key it keeps the first.
struct YamlText {
  YamlNode root;
  std::vector<Diagnostic> problems;
};

/// Reads one YAML document (the only door of yaml-cpp). Refused: more than one document, anchors
/// and aliases, tags, keys that are no scalars, duplicate keys, tabs as indentation, text that is
/// not UTF-8 or has control characters, and whatever passes the bounds.
///
/// @param text  a whole file, or a value of the command line
/// @param at    where the text begins: file, and line and column of its first character
[[nodiscard]] YamlText read_yaml(const std::string& text, const SourceLocation& at);

/// What was read of whole files, by name.
using YamlFiles = std::map<std::string, YamlText>;

}  // namespace stepdown::models
