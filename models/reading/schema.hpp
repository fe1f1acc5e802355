#pragma once

#include <span>
#include <string_view>
#include <vector>

/// The one description of what a scenario may say. The reader refuses keys that are not here and
/// breaks its own contract if it does not ask for one that is; the JSON Schema for editors and the
/// tables of scenarios/README.md are printed from it.
namespace stepdown::models::schema {

/// One key of a mapping. The name `<state>` (any name in angle brackets) stands for names that the
/// author chooses.
struct Key {
  std::string_view name;
  std::string_view type;  ///< of the value: a `Type`, or a `Section`
  bool is_required = false;
  std::string_view default_value;  ///< as text, for the reference
  std::string_view meaning;
  std::string_view example;

  [[nodiscard]] bool is_free_name() const { return name.starts_with('<'); }
};

/// One kind of mapping.
struct Section {
  std::string_view name;   ///< `run`, `level`, `exit` ...
  std::string_view where;  ///< the path at which it is written: `levels.<level>.places`
  std::string_view meaning;
  std::span<const Key> keys;
  /// Which keys go together, as alternatives separated by `|` (`mean sd|mean cv`; an empty
  /// alternative: none of them). Keys that are not in it go with every alternative.
  std::string_view forms;
};

using Keys = std::vector<std::string_view>;

/// `Section::forms`, each as its keys; none of a section whose keys all go together.
[[nodiscard]] std::vector<Keys> forms_of(const Section& section);

/// All sections, in the order of the reference: those of the pathway, then those of distributions.
[[nodiscard]] std::span<const Section> sections();
[[nodiscard]] std::span<const Section> pathway_sections();

/// The section of that name, of scenarios or of plans, or null.
[[nodiscard]] const Section* find_section(std::string_view name);

/// What a value of that type or section is, for messages.
[[nodiscard]] std::string_view expected_of(std::string_view type);

}  // namespace stepdown::models::schema
