#pragma once

#include "models/reading/file_loader.hpp"
#include "tests/support/random/writer.hpp"

#include <map>
#include <string>

namespace stepdown::tests {

/// Writes the CSV file that a section names, as its other keys say, and gives it a name.
void add_data_file(Writer& writer, Written& map);

/// The same of people who are there at the start, or wait.
void add_start_file(Writer& writer, Written& map);

/// Serves these texts by their names, and no other file. They must outlive the loader.
[[nodiscard]] models::FileLoader loader_of(const std::map<std::string, std::string>& files);

}  // namespace stepdown::tests
