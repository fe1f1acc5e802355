#pragma once

#include "models/calendar.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/yaml_node.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace stepdown::models {

/// A part of a scenario that is read as a whole: `levels.php`, or all of `attributes`.
struct ChangedPart {
  std::string section;
  std::string name;  ///< empty: all of the section

  friend auto operator<=>(const ChangedPart&, const ChangedPart&) = default;
};

/// What changes on a date.
struct DatedChange {
  Located<Date> date;
  std::vector<Located<std::string>> paths;
  std::vector<ChangedPart> parts;  ///< to which the paths lead, each once
};

/// Most dates on which a scenario may change.
inline constexpr std::size_t most_dates_of_changes = 100;

/// Most values of the parts that change, all dates together.
inline constexpr std::size_t most_values_of_changes = 500'000;

/// Goes through the dates of `changes`. What cannot change on a date is told, and passed over.
/// @param root     becomes what it is from each date on, with the changes of those before it, too
/// @param on_date  called for each, when the tree is so
void read_changes(Reading& reading,
                  YamlNode& root,
                  const std::string& file,
                  const std::function<void(DatedChange)>& on_date);

}  // namespace stepdown::models
