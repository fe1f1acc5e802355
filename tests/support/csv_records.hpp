#pragma once

#include "models/text/csv_scanner.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepdown::tests {

/// All records of CSV text without their places, the header included and empty lines left out;
/// nothing when the text is no CSV.
[[nodiscard]] inline std::optional<std::vector<std::vector<std::string>>> csv_records(
    std::string_view text) {
  std::vector<std::vector<std::string>> records;
  models::CsvScanner scanner{text};
  while (!scanner.is_done()) {
    std::vector<std::string>& record = records.emplace_back();
    for (models::CsvCell& cell : scanner.next_record())
      record.push_back(std::move(cell.text));
    if (record.size() == 1 && record.front().empty()) records.pop_back();
  }
  if (scanner.problem() != nullptr) return std::nullopt;
  return records;
}

}  // namespace stepdown::tests
