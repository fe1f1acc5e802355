#pragma once

#include "analysis/views/results.hpp"

#include <map>
#include <string>
#include <utility>

namespace stepdown::analysis {

/// What a column means, by the dictionary of its folder.
struct ColumnNote {
  std::string unit;  ///< empty: none
  std::string meaning;
};

/// By file and column; a file itself stands under the empty column. Empty when the folder has no
/// dictionary.
using ColumnNotes = std::map<std::pair<std::string, std::string>, ColumnNote>;

[[nodiscard]] ColumnNotes column_notes(const Results& results);

}  // namespace stepdown::analysis
