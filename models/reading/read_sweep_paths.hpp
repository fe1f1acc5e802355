#pragma once

#include "models/reading/reading.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a plan of a sweep sets of its scenario.
namespace stepdown::models {

/// Paths, and the names of their columns.
struct WrittenPaths {
  std::vector<Located<std::string>> paths;
  std::vector<std::string> names;  ///< as the author says; else the paths
};

/// `path`, or `paths`: a list, or a mapping from names of columns. Nothing, and an error, when
/// neither is there or one is refused.
[[nodiscard]] std::optional<WrittenPaths> read_sweep_paths(Reading& reading,
                                                           const Field& within,
                                                           const std::optional<Field>& path,
                                                           const std::optional<Field>& paths);

/// Whether a key is a path, and no name.
[[nodiscard]] bool is_path(const std::string& key);

/// The same of what may be called by its path alone, `levels.php.hold: {range: 7..14 d}`, which
/// needs neither key then. Nothing, and an error, when its name is none either.
[[nodiscard]] std::optional<WrittenPaths> read_named_paths(Reading& reading,
                                                           const Field& within,
                                                           const std::optional<Field>& path,
                                                           const std::optional<Field>& paths);

/// `path=value`
[[nodiscard]] std::string set_of(const std::string& path, const YamlNode& value);

/// The same, with the unit behind a value that is a plain number.
[[nodiscard]] YamlNode with_unit(YamlNode value, const std::string& unit);

/// A key that means nothing without another one: "'step' needs 'range' beside it".
void refuse_alone(Reading& reading, const Field& field, std::string_view other);

}  // namespace stepdown::models
