#pragma once

#include "analysis/report/csv.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// A CSV file as its dictionary explains it.
struct DescribedFile {
  std::string_view file;
  std::string_view meaning;  ///< what one row is
  std::span<const Column> columns;
};

/// One value that a column can have, as its dictionary explains it.
struct DescribedValue {
  std::string file;
  std::string column;
  std::string value;
  std::string unit;
  std::string meaning;
};

/// Writes dictionary.csv of a folder that is not one run. Returns its name.
[[nodiscard]] std::string write_dictionary(const std::vector<DescribedFile>& files,
                                           const std::vector<DescribedValue>& values,
                                           const std::filesystem::path& folder);

}  // namespace stepdown::analysis
