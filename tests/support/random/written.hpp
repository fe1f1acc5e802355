#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::tests {

/// A value of a scenario before it is text: it can be looked at and changed. Maps may have a key
/// twice.
struct Written {
  enum class Kind { Scalar, Yaml, List, Map };
  struct Entry;

  Kind kind = Kind::Scalar;
  std::string
      text;  ///< Scalar: its value, quoted when YAML needs it; Yaml: goes into the text as is
  std::vector<Written> items;
  std::vector<Entry> entries;
  std::string_view section;  ///< Map: the section of the schema that it is; empty: of none

  /// Adds an entry to a map. `name` is what the schema calls its key; empty: just so.
  void add(std::string key, Written value, std::string_view name = {});
  /// The value of that key, or null.
  [[nodiscard]] Written* find(std::string_view key);
  [[nodiscard]] const Written* find(std::string_view key) const;
  void drop(std::string_view key);
};

struct Written::Entry {
  std::string key;
  std::string_view name;  ///< in the schema: `<level>`
  Written value;
};

[[nodiscard]] Written scalar(std::string text);
[[nodiscard]] Written list_of(const std::vector<std::string>& texts);
[[nodiscard]] Written empty_map(std::string_view section = {});

/// The two outer levels in lines, what is inside of them in braces.
[[nodiscard]] std::string yaml_text(const Written& root);

/// The keys of the schema that are written somewhere, as `section.key`.
[[nodiscard]] std::set<std::string> keys_in(const Written& root);

}  // namespace stepdown::tests
