#pragma once

#include "models/input.hpp"
#include "models/reading/yaml_node.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Where the values of a scenario come from, as its author says beside them: in any mapping may
/// stand `source` and `assumption`, each a text that holds for all of the mapping or a mapping from
/// some of its keys to texts. What stands nearest to a value holds.
namespace stepdown::models {

inline constexpr std::string_view source_key = "source";
inline constexpr std::string_view assumption_key = "assumption";

/// `source` or `assumption`, which therefore are no names.
[[nodiscard]] bool is_origin_key(std::string_view key);
/// The message where something is called so.
[[nodiscard]] std::string no_name_text(std::string_view key);

/// What reports call something: a text that comes from nowhere.
[[nodiscard]] bool is_label(const YamlNode::Entry& entry);

/// The keys of a map that have values.
[[nodiscard]] std::vector<std::string> keys_beside(const YamlNode& map);

/// A path to what is said of values, as `levels.php.source.hold`, in two.
struct OriginPath {
  std::string of;   ///< `levels.php.source`
  std::string key;  ///< `hold`; empty: of all
};

/// Nothing when it is a path to a value.
[[nodiscard]] std::optional<OriginPath> origin_path(std::string_view dotted);

/// What is said of a value.
struct Origin {
  std::string key;  ///< `source` or `assumption`
  YamlNode text;
};

/// What entries called `source` and `assumption` say of the value of another key.
[[nodiscard]] std::optional<Origin> origin_of(std::span<const YamlNode::Entry> said,
                                              std::string_view key);

[[nodiscard]] Confidence confidence_in(const Origin& origin);

/// Before the value at the end of the way is replaced: what is said of it further up shall hold for
/// all others there, but not for the one to come.
/// @param way  from the root: keys of maps and numbers of items; all are there but perhaps the last
void set_apart(YamlNode& root, std::span<const std::string> way);

/// Says it of the value of a key of a map, if that is there, instead of what was said of it.
void say_of(YamlNode& map, std::string_view key, const Origin& origin);

/// Before `said` becomes the value of a map's `source`, or of its `assumption`: the other no longer
/// speaks of the same, and of nothing when it is of all.
void make_room(YamlNode& map, std::string_view key, const YamlNode& said);

}  // namespace stepdown::models
