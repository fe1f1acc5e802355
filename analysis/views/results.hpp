#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// What a folder of results says, read back from its files: whatever shows results is made of the
/// same numbers as the tables beside it, and can be made of any folder, at any time.
namespace stepdown::analysis {

/// A CSV file of the folder. Every row has as many cells as there are columns.
struct ResultTable {
  std::string file;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::size_t rows_left_out = 0;  ///< of the file, because it is too long to be shown

  /// Where a column stands; `columns.size()` when there is none of that name.
  [[nodiscard]] std::size_t column(std::string_view name) const;
};

struct Results {
  std::string manifest;  ///< JSON text
  std::string scenario;  ///< YAML text; empty when the folder has none
  std::vector<ResultTable> tables;

  /// Null when there is no such file.
  [[nodiscard]] const ResultTable* table(std::string_view file) const;
};

/// A folder that has no results of this program, or in which a file is damaged.
class NoResults : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads the tables that the manifest of a folder names, but those with a row for each replication,
/// event or person, and those that are too long for anybody to look at.
/// @throws NoResults saying what is wrong.
/// @throws std::system_error naming the path when a file cannot be read.
[[nodiscard]] Results read_results(const std::filesystem::path& folder);

/// The number in a cell as this program writes them; nothing where it is a name: "007" is one.
[[nodiscard]] std::optional<double> number_of(std::string_view cell);

}  // namespace stepdown::analysis
