#pragma once

#include "models/reading/yaml_node.hpp"

#include <string>

namespace stepdown::models {

/// A tree as YAML on one line, with quotes only where they are needed: `30`, `{beds: 30}`. Reading
/// it gives the same tree.
[[nodiscard]] std::string flow_text(const YamlNode& node);

/// A key or a single value, in quotes where they are needed.
[[nodiscard]] std::string flow_word(const std::string& text);

}  // namespace stepdown::models
