#pragma once

#include "models/calendar.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/yaml_node.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace stepdown::models {

/// The tree of a scenario as it is from a date on.
struct DatedTree {
  Located<Date> date;
  std::vector<Located<std::string>> paths;  ///< of what changes on that date
  YamlNode root;
};

/// Most dates on which a scenario may change.
inline constexpr std::size_t most_dates_of_changes = 100;

/// The trees of all dates of `changes`, each with the changes of those before it, too. What cannot
/// change on a date is told, and passed over.
[[nodiscard]] std::vector<DatedTree> read_changes(Reading& reading,
                                                  const YamlNode& root,
                                                  const std::string& file);

}  // namespace stepdown::models
