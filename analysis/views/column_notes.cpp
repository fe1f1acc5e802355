#include "analysis/views/column_notes.hpp"

#include "analysis/report/csv.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

ColumnNotes column_notes(const Results& results) {
  ColumnNotes notes;
  const ResultTable* const dictionary = results.table("dictionary.csv");
  if (dictionary == nullptr) return notes;
  constexpr std::array<std::string_view, 5> names{"file", "column", "value", "unit", "meaning"};
  std::vector<std::size_t> at;
  for (const std::string_view name : names)
    at.push_back(dictionary->column(name));
  if (std::ranges::find(at, dictionary->columns.size()) != at.end()) return notes;
  for (const std::vector<std::string>& row : dictionary->rows) {
    if (!row[at[2]].empty()) continue;  // a value of a column
    notes.emplace(std::pair(row[at[0]], row[at[1]]),
                  ColumnNote{row[at[3]], std::string(text_of_field(row[at[4]]))});
  }
  return notes;
}

}  // namespace stepdown::analysis
