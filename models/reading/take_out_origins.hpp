#pragma once

#include "models/reading/reading.hpp"
#include "models/reading/yaml_node.hpp"

#include <string>

namespace stepdown::models {

/// Moves what a map says of where its values come from (`source`, `assumption`) from its entries to
/// its notes, and tells what is wrong with it. What is below stays as it is.
void take_out_origins_of(Reading& reading, YamlNode& map, const std::string& path);

/// The same in all of a scenario. The `source` that each effect has to have stays where it is, too:
/// one made of what is said if that is said otherwise.
void take_out_origins(Reading& reading, YamlNode& root);

}  // namespace stepdown::models
