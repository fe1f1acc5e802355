#pragma once

#include "models/dated_arrivals.hpp"
#include "models/reading/yaml_node.hpp"
#include "sim/distributions/distribution.hpp"

#include <map>
#include <optional>
#include <string>

namespace stepdown::models {

/// What was made of data files, by what was asked of them: whoever asks the same again, as on
/// another date, need not have it read again.
struct FileValues {
  /// Of a family whose parameter is a file; nothing where that was refused, which is told.
  std::map<std::string, std::optional<sim::Distribution>> distributions;
  std::map<std::string, DatedArrivals> arrivals;  ///< by their key, too
};

/// What is asked of a file: all that stands beside its name, and where, as its path begins there.
[[nodiscard]] std::string asked_of_file(const YamlNode& node);

}  // namespace stepdown::models
