#pragma once

#include <span>
#include <string>
#include <string_view>

/// The one description of what a scenario may say. The reader refuses keys that are not here and
/// breaks its own contract if it does not ask for one that is; the JSON Schema for editors and the
/// tables of scenarios/README.md are printed from it.
namespace stepdown::models::schema {

/// One key of a mapping.
struct Key {
  std::string_view name;
  std::string_view type;  ///< of the value: a definition of the JSON Schema, or a section's name
  bool is_required = false;
  std::string_view unit;           ///< "-" or empty: none
  std::string_view default_value;  ///< as text, for the reference
  std::string_view meaning;
  std::string_view example;
};

/// One kind of mapping with fixed keys.
struct Section {
  std::string_view name;   ///< `run`, `level`, `exit` ...
  std::string_view where;  ///< path at which it is written, `levels.<name>.exits.<reason>`
  std::string_view meaning;
  std::span<const Key> keys;
};

/// All sections, in the order of the reference.
[[nodiscard]] std::span<const Section> sections();

/// The section of that name. @pre it exists.
[[nodiscard]] const Section& section(std::string_view name);

/// Keys of later versions: refused with their own message, so that they are never silently ignored.
[[nodiscard]] std::span<const std::string_view> future_keys();

/// A draft 2020-12 JSON Schema, for editors that check and complete YAML as one types.
[[nodiscard]] std::string as_json_schema();

/// The sections as tables in Markdown, as printed in scenarios/README.md.
[[nodiscard]] std::string as_markdown();

}  // namespace stepdown::models::schema
