#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/reading/yaml_node.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::models {

namespace schema {
extern const Section variant_section;
}

/// The whole tree of a scenario: the text of `file`, or the scenario that it changes (`base`, which
/// may have a base itself) with its `change` and name, then each of `sets` (`path=value`).
///
/// Nothing, with errors in `reading`, when a file cannot be read as YAML or is no scenario at all.
/// Paths that lead nowhere and keys that a variant cannot have are errors too, and passed over.
[[nodiscard]] std::optional<YamlNode> resolve_overrides(Reading& reading,
                                                        const std::string& file,
                                                        const std::string& text,
                                                        const std::vector<std::string>& sets);

/// `order[0]` as `order.0`
[[nodiscard]] std::string with_dots(std::string_view path);

/// The value at a path of the tree, null where its last key is new. Nothing where nothing may be
/// put there or the path leads nowhere, which is told at its place, as a problem with `key`.
[[nodiscard]] std::optional<const YamlNode*> value_at_path(Reading& reading,
                                                           YamlNode& root,
                                                           const Located<std::string>& path,
                                                           const std::string& key);

/// Puts a value at a path of the tree (`levels.php.places.slots`), whose last key may be new. A
/// path that leads nowhere is told at its place, as a problem with `key`.
void put_at_path(Reading& reading,
                 YamlNode& root,
                 const Located<std::string>& path,
                 const std::string& key,
                 YamlNode value);

}  // namespace stepdown::models
